package dev.brownout.site;

import dev.brownout.json.JsonBuilder;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.PageFragment;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Links that open a scenario in the static page of the engine. */
final class ScenarioLinks {
    private static final Pattern COMPONENTS = Pattern.compile("(?m)^components:");
    private static final Pattern REQUESTS = Pattern.compile("(?m)^(requests|journeys|use):");

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
        return PageFragment.encoded(json.text());
    }
}
