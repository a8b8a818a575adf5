package dev.limen.authorize;

import dev.limen.interaction.Interaction;

/** What the person has done during an attempt. */
record Progress(boolean authenticated, boolean accountChosen, boolean consented, boolean denied) {

    static final Progress NONE = new Progress(false, false, false, false);

    static Progress of(Interaction interaction) {
        return new Progress(
                interaction.authenticated(),
                interaction.accountChosen(),
                interaction.consented(),
                interaction.denied());
    }
}
