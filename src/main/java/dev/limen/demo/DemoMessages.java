package dev.limen.demo;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the demo application, in {@code messages/demo_<language>.properties}. */
@MessageBundle("demo")
public interface DemoMessages {

    @Message
    String title();

    @Message
    String intro();

    @Message
    String signIn();

    @Message
    String silent();

    @Message
    String people();

    @Message
    String signedInAs(String name);

    @Message
    String received();

    @Message
    String refresh();

    @Message
    String signOut();

    @Message
    String idToken();

    @Message
    String idTokenAbout();

    @Message
    String userinfo();

    @Message
    String userinfoAbout();

    @Message
    String accessToken();

    @Message
    String accessTokenAbout();

    @Message
    String header();

    @Message
    String claims();

    @Message
    String answer();

    @Message
    String answerAbout();

    @Message
    String wrongState();

    @Message
    String wrongNonce();

    @Message
    String wrongIdToken();

    @Message
    String device();

    @Message
    String deviceTitle();

    @Message
    String deviceIntro();

    @Message
    String deviceVisit();

    @Message
    String deviceScan();

    @Message
    String deviceOpen();

    @Message
    String deviceWaits();

    @Message
    String deviceCheck();
}
