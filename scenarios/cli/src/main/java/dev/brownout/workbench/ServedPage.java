package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import dev.brownout.translation.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The page that a workbench serves.
 *
 * @param site its static files
 * @param engine the engine that runs scenarios, unless the user of the page chooses another one
 * @param hasClass whether the server stores the guesses of a class
 * @param language initial language of the page; empty for the default of the page. A choice of the user takes
 *     precedence
 */
public record ServedPage(StaticSite site, PageEngine engine, boolean hasClass, Optional<TextLanguage> language) {
    /** Element of the page that the description of the server replaces. */
    private static final String PLACE = "<!-- server -->";

    /** Name of the server for the user of the page. */
    private static final String NAME = "brownout serve";

    /** Engine of a page. */
    public enum PageEngine {
        /** WebAssembly in the browser. */
        BROWSER,
        /** The process of the server. */
        JVM
    }

    /** Creates a page in its default language. */
    public ServedPage(StaticSite site, PageEngine engine, boolean hasClass) {
        this(site, engine, hasClass, Optional.empty());
    }

    /** Returns the response with a static file. */
    HttpReply reply(String path) {
        Optional<byte[]> found = site.file(path);
        if (found.isEmpty()) {
            return HttpReply.text(HttpReply.NOT_FOUND, "not found");
        }
        byte[] content = path.isEmpty() || path.equals(StaticSite.INDEX) ? index(found.get()) : found.get();
        return new HttpReply(HttpReply.OK, StaticSite.type(path), content, StaticSite.headers(path, content));
    }

    private byte[] index(byte[] page) {
        JsonBuilder server = JsonBuilder.compact()
                .beginObject()
                .name("engine")
                .value(engine.name().toLowerCase(Locale.ROOT))
                .name("class")
                .literal(Boolean.toString(hasClass))
                .name("name")
                .value(NAME);
        language.ifPresent(initial -> server.name("lang").value(initial.name()));
        String element =
                "<meta name=\"brownout-server\" content='" + server.endObject().text() + "'>";
        return new String(page, StandardCharsets.UTF_8).replace(PLACE, element).getBytes(StandardCharsets.UTF_8);
    }
}
