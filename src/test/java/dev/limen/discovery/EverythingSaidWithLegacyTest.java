package dev.limen.discovery;

import dev.limen.support.LegacyOn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same of what is said to older software. */
@QuarkusTest
@TestProfile(LegacyOn.class)
class EverythingSaidWithLegacyTest extends EverythingSaidTest {

    /** Of this realm's Alice no more is known than her name and her address for mail. */
    @Override
    Set<String> mayBeUnknown() {
        Set<String> unknown = new HashSet<>(super.mayBeUnknown());
        unknown.addAll(List.of("given_name", "family_name", "nickname", "preferred_username", "profile", "picture"));
        unknown.addAll(List.of("website", "gender", "birthdate", "zoneinfo", "locale", "updated_at"));
        unknown.addAll(List.of("address", "phone_number", "phone_number_verified"));
        return unknown;
    }
}
