package dev.limen.support;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Everything that is logged while something runs, at every level. */
public final class LogCapture extends Handler {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    public static String during(Runnable what) {
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        Handler[] console = root.getHandlers();
        LogCapture capture = new LogCapture();
        Stream.of(console).forEach(root::removeHandler);
        root.addHandler(capture);
        root.setLevel(Level.ALL);
        try {
            what.run();
        } finally {
            root.setLevel(level);
            root.removeHandler(capture);
            Stream.of(console).forEach(root::addHandler);
        }
        return String.join("\n", capture.lines);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLoggerName() + " " + new SimpleFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
