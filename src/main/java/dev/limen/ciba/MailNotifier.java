package dev.limen.ciba;

import dev.limen.config.LimenConfig;
import dev.limen.user.User;
import dev.limen.web.Locales;
import dev.limen.web.Messages;
import dev.limen.web.Pages;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a person by mail, at their verified address, in their language. Plain text, with one link that comes from the
 * configured issuer alone.
 */
@ApplicationScoped
class MailNotifier implements Notifier {

    private final Mailer mailer;
    private final Optional<String> from;
    private final String product;
    private final Locales locales;
    private final Pages pages;

    MailNotifier(Mailer mailer, LimenConfig config, Locales locales, Pages pages) {
        this.mailer = mailer;
        this.from = config.mail().from();
        this.product = config.name();
        this.locales = locales;
        this.pages = pages;
    }

    @Override
    public void tell(Notice notice) {
        Optional<String> to = address(notice.person());
        if (from.isPresent() && to.isPresent()) {
            Locale locale = locale(notice.person());
            Messages texts = pages.texts(locale);
            String client = notice.client().displayName(locale);
            mailer.send(Mail.withText(to.get(), texts.approvalMailSubject(client), text(notice, client, texts))
                    .setFrom(from.get()));
        }
    }

    /** What somebody only claims to be theirs could be anybody's. */
    private static Optional<String> address(User person) {
        return Optional.ofNullable(person.claims.get("email"))
                .filter(address -> Boolean.TRUE.equals(person.claims.get("email_verified")))
                .map(Object::toString);
    }

    private Locale locale(User person) {
        Optional<String> tag = Optional.ofNullable(person.claims.get("locale"))
                .map(claim -> claim.toString().replace('_', '-'));
        return locales.choose(tag, (String) null);
    }

    private String text(Notice notice, String client, Messages texts) {
        long minutes = Math.max(1, notice.waits().plusSeconds(59).toMinutes());
        String message = notice.bindingMessage()
                .map(shown -> texts.approvalMailMessage(client) + "\n\n    " + shown + "\n\n")
                .orElse("");
        return texts.approvalMailGreeting(notice.person().displayName()) + "\n\n"
                + texts.approvalMailText(client) + "\n\n"
                + message
                + texts.approvalMailLink(minutes) + "\n\n    " + notice.page() + "\n\n"
                + texts.approvalMailWarning() + "\n\n"
                + product + "\n";
    }
}
