package dev.limen.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.resource.ConsentTemplate.Shown;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentTemplateTest {

    @Test
    void putsMembersIntoTheirPlacesApartFromTheWords() {
        ConsentTemplate template = ConsentTemplate.parse("Pay {amount.value} to {to}, please");
        assertThat(template.show(Map.of("amount", Map.of("value", new BigDecimal("1E+3")), "to", "Merchant A")))
                .containsExactly(
                        new Shown("Pay ", false),
                        new Shown("1000", true),
                        new Shown(" to ", false),
                        new Shown("Merchant A", true),
                        new Shown(", please", false));
        assertThat(template.members()).containsExactly("amount", "to");
    }

    @Test
    void showsEveryKindOfValueInOneLine() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", 1L);
        object.put("b", true);
        assertThat(text(List.of("x", "y"))).isEqualTo("x, y");
        assertThat(text(object)).isEqualTo("a: 1, b: true");
        assertThat(ConsentTemplate.parse("{a}").show(Map.of()).getFirst().text())
                .isEqualTo("\u2013");
        assertThat(ConsentTemplate.parse("{a.b}")
                        .show(Map.of("a", "x"))
                        .getFirst()
                        .text())
                .isEqualTo("\u2013");
    }

    /** S17: what a client sends can neither begin a line nor be read backwards. */
    @Test
    void whatIsSentForgesNothing() {
        assertThat(text("a\r\n\u2028b\u0007c")).isEqualTo("a b c");
        assertThat(text("1\u202e00 EUR\u2066")).isEqualTo("1\ufffd00 EUR\ufffd");
        assertThat(text("{to}")).isEqualTo("{to}");
    }

    @Test
    void seesBracesThatAreNoPlace() {
        assertThat(ConsentTemplate.parse("Pay {amount").hasStrayBraces()).isTrue();
        assertThat(ConsentTemplate.parse("Pay {am ount}").hasStrayBraces()).isTrue();
        assertThat(ConsentTemplate.parse("Pay {}").hasStrayBraces()).isTrue();
        assertThat(ConsentTemplate.parse("Pay {a.b-c_d}").hasStrayBraces()).isFalse();
    }

    private static String text(Object value) {
        return ConsentTemplate.parse("{a}").show(Map.of("a", value)).getFirst().text();
    }
}
