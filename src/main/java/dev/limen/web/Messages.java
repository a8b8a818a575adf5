package dev.limen.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Every text that a person can read. The words are in {@code messages/msg_<language>.properties}, one key a method;
 * English is the language that is used where nothing else fits.
 */
@MessageBundle
public interface Messages {

    // signing in

    @Message
    String signInTitle();

    @Message
    String continueTo(String client);

    @Message
    String clientDescribed(String client);

    @Message
    String clientOnDevice();

    @Message
    String signInAgain();

    @Message
    String signInUsername();

    @Message
    String signInPassword();

    @Message
    String passwordShow();

    @Message
    String passwordHide();

    @Message
    String signInRemember();

    @Message
    String signInRememberHint();

    @Message
    String signInSubmit();

    @Message
    String signInCancel(String client);

    @Message
    String signInMissing();

    @Message
    String signInWrong();

    @Message
    String signInWait(long minutes);

    @Message
    String signInBusy();

    // choosing an account

    @Message
    String accountsTitle();

    @Message
    String accountsList();

    @Message
    String accountsOther();

    @Message
    String signedInAs(String account);

    // a person's applications

    @Message
    String applicationsTitle();

    @Message
    String applicationsNone();

    @Message
    String applicationsSignedOut();

    // consent

    @Message
    String consentTitle(String client);

    @Message
    String consentAsks(String client);

    @Message
    String consentReturn(String host);

    @Message
    String consentLinks(String client);

    @Message
    String consentPolicy();

    @Message
    String consentTerms();

    @Message
    String consentAllow();

    @Message
    String consentDeny();

    @Message
    String consentRemembered();

    @Message
    String scopeOpenid();

    @Message
    String scopeProfile();

    @Message
    String scopeEmail();

    @Message
    String scopeAddress();

    @Message
    String scopePhone();

    @Message
    String scopeOfflineAccess();

    @Message
    String consentClaims();

    @Message
    String consentFields();

    // connecting a device

    @Message
    String deviceTitle();

    @Message
    String deviceText();

    @Message
    String deviceCode();

    @Message
    String deviceCodeHint();

    @Message
    String deviceContinue();

    @Message
    String deviceFilled();

    @Message
    String deviceMissing();

    @Message
    String deviceWrong();

    @Message
    String deviceWait(long minutes);

    @Message
    String deviceAskTitle(String client);

    @Message
    String deviceCompare();

    @Message
    String deviceWarning();

    @Message
    String deviceAllowedTitle();

    @Message
    String deviceAllowedText(String client);

    @Message
    String deviceDeniedTitle();

    @Message
    String deviceDeniedText(String client);

    @Message
    String deviceCancel();

    // requests of applications to people who are elsewhere

    @Message
    String approvalsTitle();

    @Message
    String approvalsText();

    @Message
    String approvalsNone();

    @Message
    String approvalsAll();

    @Message
    String approvalTitle(String client);

    @Message
    String approvalCompare(String client);

    @Message
    String approvalWarning(String client);

    @Message
    String approvalAllowedTitle();

    @Message
    String approvalAllowedText(String client);

    @Message
    String approvalDeniedTitle();

    @Message
    String approvalDeniedText(String client);

    @Message
    String approvalLeftTitle();

    @Message
    String approvalLeftText();

    @Message
    String approvalMailSubject(String client);

    @Message
    String approvalMailGreeting(String account);

    @Message
    String approvalMailText(String client);

    @Message
    String approvalMailMessage(String client);

    @Message
    String approvalMailLink(long minutes);

    @Message
    String approvalMailWarning();

    // signing out

    @Message
    String signOutTitle();

    @Message
    String signOutAsked(String client);

    @Message
    String signOutText();

    @Message
    String signOutSubmit();

    @Message
    String signOutAll();

    @Message
    String signOutStay();

    @Message
    String signedOutTitle();

    @Message
    String signedOutText();

    @Message
    String signedOutKeptTitle();

    @Message
    String signedOutKeptText();

    @Message
    String signedOutReturn(String client);

    // on the way back to the application

    @Message
    String formPostTitle();

    @Message
    String formPostText(String client);

    @Message
    String formPostNoScript();

    @Message
    String formPostSubmit();

    // start page

    @Message
    String startTitle();

    @Message
    String startText();

    @Message
    String startDemoTitle();

    @Message
    String startDemoText();

    @Message
    String startDemo();

    @Message
    String startDevelopers();

    @Message
    String startIssuer();

    @Message
    String startMetadata();

    @Message
    String startKeys();

    // errors

    @Message
    String errorExpiredTitle();

    @Message
    String errorExpired();

    @Message
    String errorOtherBrowserTitle();

    @Message
    String errorOtherBrowser();

    @Message
    String errorForgedTitle();

    @Message
    String errorForged();

    @Message
    String errorBadRequestTitle();

    @Message
    String errorBadRequest();

    @Message
    String errorNotFoundTitle();

    @Message
    String errorNotFound();

    @Message
    String errorMethodTitle();

    @Message
    String errorMethod();

    @Message
    String errorUnavailableTitle();

    @Message
    String errorUnavailable();

    @Message
    String errorInternalTitle();

    @Message
    String errorInternal();

    @Message
    String errorStartAgain();

    @Message
    String errorTellOperator();

    @Message
    String errorCheckAddress();

    @Message
    String errorTryLater();

    @Message
    String errorTellSupport();

    @Message
    String errorDetails();

    @Message
    String errorCode();

    @Message
    String errorDescription();

    @Message
    String errorReference();

    @Message
    String clientFault();
}
