package dev.brownout.site;

import dev.brownout.json.JsonBuilder;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.page.EngineCalls;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Adler32;

/**
 * Links that open a scenario in the static page of the engine. A link carries the scenario after {@code #1.} as the
 * base64url of a zlib stream (RFC 1950) of a JSON object.
 */
final class ScenarioLinks {
    private static final String PREFIX = "#1.";
    private static final Pattern COMPONENTS = Pattern.compile("(?m)^components:");
    private static final Pattern REQUESTS = Pattern.compile("(?m)^(requests|journeys|use):");
    /** First bytes of a zlib stream without compression. */
    private static final int METHOD = 0x78;

    private static final int FLAGS = 0x01;
    /** Maximum length of a stored block (RFC 1951, section 3.2.4). */
    private static final int MOST_BYTES = 65_535;

    private static final int BYTE_BITS = 8;
    private static final int WORD_BYTES = 4;

    private final LibraryLinks library;
    private final EngineCalls engine = new EngineCalls();

    /** Creates links that name the unchanged scenarios of a library. */
    ScenarioLinks(LibraryLinks library) {
        this.library = library;
    }

    /** Returns the fragment of the address of a scenario; empty if the text is not a complete, valid scenario. */
    Optional<String> fragment(String text) {
        Optional<String> name = library.name(text);
        if (name.isPresent()) {
            return Optional.of(fragment("name", name.get()));
        }
        boolean complete =
                COMPONENTS.matcher(text).find() && REQUESTS.matcher(text).find() && isValid(text);
        return complete ? Optional.of(fragment("text", text)) : Optional.empty();
    }

    private boolean isValid(String text) {
        try {
            engine.check("scenario", text, Map.of(), Overrides.NONE);
            return true;
        } catch (InvalidScenarioException invalid) {
            return false;
        }
    }

    private static String fragment(String key, String value) {
        JsonBuilder json = JsonBuilder.compact();
        json.beginObject().name(key).value(value).endObject();
        byte[] stream = stored(json.text().getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(stream);
    }

    /** Returns a zlib stream of stored blocks, which is the same with each version of the compression library. */
    private static byte[] stored(byte[] content) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(METHOD);
        stream.write(FLAGS);
        int begin = 0;
        do {
            int length = Math.min(MOST_BYTES, content.length - begin);
            stream.write(begin + length == content.length ? 1 : 0);
            word(stream, length);
            word(stream, ~length);
            stream.write(content, begin, length);
            begin += length;
        } while (begin < content.length);
        Adler32 checksum = new Adler32();
        checksum.update(content);
        for (int i = WORD_BYTES - 1; i >= 0; i--) {
            stream.write((int) (checksum.getValue() >> (BYTE_BITS * i)));
        }
        return stream.toByteArray();
    }

    private static void word(ByteArrayOutputStream stream, int value) {
        stream.write(value);
        stream.write(value >> BYTE_BITS);
    }
}
