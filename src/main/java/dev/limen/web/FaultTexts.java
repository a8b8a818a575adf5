package dev.limen.web;

import dev.limen.protocol.OAuthError;

/** What a person reads about a fault: what happened, why, and what to do now. */
record FaultTexts(String title, String explanation, String advice) {

    /** The words that the refusing rule has chosen by its message key. */
    static FaultTexts of(OAuthError error, Messages texts) {
        return of(PageFault.of(error), texts);
    }

    static FaultTexts of(PageFault fault, Messages texts) {
        return switch (fault) {
            case EXPIRED -> new FaultTexts(texts.errorExpiredTitle(), texts.errorExpired(), texts.errorStartAgain());
            case OTHER_BROWSER ->
                new FaultTexts(texts.errorOtherBrowserTitle(), texts.errorOtherBrowser(), texts.errorStartAgain());
            case FORGED -> new FaultTexts(texts.errorForgedTitle(), texts.errorForged(), texts.errorStartAgain());
            case BAD_REQUEST ->
                new FaultTexts(texts.errorBadRequestTitle(), texts.errorBadRequest(), texts.errorTellOperator());
            case NOT_FOUND ->
                new FaultTexts(texts.errorNotFoundTitle(), texts.errorNotFound(), texts.errorCheckAddress());
            case METHOD_NOT_ALLOWED ->
                new FaultTexts(texts.errorMethodTitle(), texts.errorMethod(), texts.errorStartAgain());
            case UNAVAILABLE ->
                new FaultTexts(texts.errorUnavailableTitle(), texts.errorUnavailable(), texts.errorTryLater());
            case INTERNAL ->
                new FaultTexts(texts.errorInternalTitle(), texts.errorInternal(), texts.errorTellSupport());
        };
    }
}
