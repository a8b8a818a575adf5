package dev.limen.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The place that an access token has in a status list, which a resource server reads (Token Status List, section 6). */
public record StatusReference(int index, URI uri) {

    /** The one that a token names. */
    public static StatusReference of(String token) {
        Map<?, ?> list = (Map<?, ?>) ((Map<?, ?>) Jwt.of(token).claims().get("status")).get("status_list");
        return new StatusReference(
                (int) list.get("idx"), URI.create(list.get("uri").toString()));
    }

    /** The list as a node serves it, not verified. */
    public Jwt listOf(URI node) {
        Response answer = given().get(node.resolve(uri.getPath()));
        answer.then().statusCode(200);
        return Jwt.of(answer.asString());
    }

    /** Whether the list that a node serves has the token as revoked. */
    public boolean revokedAt(URI node) {
        Map<?, ?> list = (Map<?, ?>) listOf(node).claims().get("status_list");
        byte[] places = inflate(Base64.getUrlDecoder().decode(list.get("lst").toString()));
        return (places[index / 8] >> index % 8 & 1) == 1;
    }

    private static byte[] inflate(byte[] compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] places = new byte[1 << 17];
            int length = inflater.inflate(places);
            if (length != places.length) {
                throw new AssertionError("a list of " + length + " bytes");
            }
            return places;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }
}
