package dev.limen.web;

/** A refusal that ends at the person in front of the browser and never at a client. */
public final class PageException extends RuntimeException {

    private final PageFault fault;

    /**
     * @param fault what the page tells
     * @param detail for the log only
     */
    public PageException(PageFault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    public PageFault fault() {
        return fault;
    }
}
