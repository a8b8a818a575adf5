package dev.limen.realm;

import dev.limen.realm.Value.Text;
import dev.limen.trust.TrustedIssuer;
import java.util.List;

/** A trusted issuer of the file. */
record TrustedIssuerEntry(Section section, TrustedIssuer trusted, List<Text> clients, List<Text> scopes) {}
