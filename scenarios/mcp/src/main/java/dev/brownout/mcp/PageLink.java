package dev.brownout.mcp;

import dev.brownout.language.NewValue;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.PageFragment;
import dev.brownout.page.PageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Link that opens the scenario of a call in the page for browsers. */
final class PageLink {
    /** Maximum length of a link, in characters. */
    static final int MOST_CHARACTERS = 8_000;

    /** A path that the page accepts: relative, below the folder of the scenario. */
    private static final Pattern PATH = Pattern.compile("(?!(.*/)?\\.{0,2}(/|$))[^\\\\:]{1,200}");

    /** Largest seed that the page accepts. */
    private static final Pattern SEED = Pattern.compile("\\d{1,18}");

    private PageLink() {}

    /**
     * Returns the link; empty if it is longer than {@link #MOST_CHARACTERS}, or if the text cannot express the changed
     * settings.
     *
     * @param page address of the page
     * @param file the scenario of the call, with its changes
     */
    static Optional<String> address(String page, GivenScenario scenario, ScenarioFile file) {
        Optional<String> seed = scenario.changes().options().stream()
                .map(Overrides.Option::value)
                .findFirst();
        Map<String, String> files = scenario.files().opened();
        if (seed.stream().anyMatch(value -> !SEED.matcher(value).matches())
                || files.keySet().stream().anyMatch(path -> !PATH.matcher(path).matches())) {
            return Optional.empty();
        }
        return text(scenario, file)
                .map(text -> page + fragment(scenario.source().name(), text, seed, files))
                .filter(link -> link.length() <= MOST_CHARACTERS);
    }

    /** Returns the text of the scenario with the changed settings. Its resolved variants are those of the call. */
    private static Optional<String> text(GivenScenario scenario, ScenarioFile file) {
        Overrides changes = scenario.changes();
        if (changes.sets().isEmpty()) {
            return Optional.of(file.text());
        }
        List<NewValue> values = new ArrayList<>();
        for (String set : changes.sets()) {
            int value = set.indexOf('=') + 1;
            values.add(new NewValue(set.substring(0, value - 1), set.substring(value), List.of()));
        }
        try {
            String text = scenario.source().read(Overrides.NONE).withNewValues(values);
            Overrides others = new Overrides(List.of(), List.of(), changes.options());
            ScenarioFile changed = scenario.source().withText(text).read(others);
            return Optional.of(text).filter(none -> changed.digest().equals(file.digest()));
        } catch (IllegalArgumentException inexpressible) {
            return Optional.empty();
        }
    }

    private static String fragment(String name, String text, Optional<String> seed, Map<String, String> files) {
        boolean shipped = new ShippedLibrary().text(name).filter(text::equals).isPresent();
        Map<String, Object> content = PageJson.object(shipped ? "name" : "text", shipped ? name : text);
        seed.ifPresent(value -> content.put("seed", value));
        if (!files.isEmpty()) {
            content.put("files", files);
        }
        return PageFragment.encoded(PageJson.text(content));
    }
}
