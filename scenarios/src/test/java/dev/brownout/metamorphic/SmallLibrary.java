package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.export.ResultJson;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Scenarios of the library with fewer requests, so that each can run many times: {@code library.yaml} lists the
 * overrides.
 */
final class SmallLibrary {
    private static final ShippedLibrary LIBRARY = new ShippedLibrary();

    private static final Map<String, Entry> ENTRIES = entries();

    /**
     * Entry of {@code library.yaml}.
     *
     * @param set overrides that make the scenario smaller
     * @param except simple names of the tests that leave it out
     */
    private record Entry(List<String> set, List<String> except) {
        static final Entry NONE = new Entry(List.of(), List.of());
    }

    private static final Map<String, JsonNode> ORIGINALS = new ConcurrentHashMap<>();

    private SmallLibrary() {}

    private static Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        try (InputStream file = SmallLibrary.class.getResourceAsStream("library.yaml")) {
            Yaml.read(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .properties()
                    .forEach(entry -> entries.put(
                            entry.getKey(),
                            new Entry(
                                    texts(entry.getValue().path("set")),
                                    texts(entry.getValue().path("except")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(LIBRARY.names()).containsAll(entries.keySet());
        return entries;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Returns the names without the scenarios that a test leaves out. */
    static List<String> suitable(Class<?> test, List<String> names) {
        return names.stream()
                .filter(name -> !entry(name).except().contains(test.getSimpleName()))
                .toList();
    }

    private static Entry entry(String name) {
        return ENTRIES.getOrDefault(name, Entry.NONE);
    }

    /** Returns the names of all scenarios except the lessons of the ladder. */
    static List<String> names() {
        return LIBRARY.names().stream()
                .filter(name -> !name.startsWith(ShippedLibrary.LADDER))
                .sorted()
                .toList();
    }

    /** Returns every twelfth name, beginning with the given index. Each change tests some of them. */
    static List<String> twelfth(int first) {
        List<String> all = names();
        return IntStream.range(0, all.size())
                .filter(number -> number % 12 == first)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns the names that are not in {@code twelfth(first)}. */
    static List<String> remaining(int first) {
        List<String> others = new ArrayList<>(names());
        others.removeAll(twelfth(first));
        return others;
    }

    /** Returns the text of a scenario. */
    static String text(String name) {
        return LIBRARY.text(name).orElseThrow();
    }

    /** Returns a scenario of the library with its reducing overrides and then the given ones. */
    static ScenarioFile read(String name, String... sets) {
        return reworded(name, text(name), sets);
    }

    /** Returns a scenario with another text, with the reducing overrides of its name and then the given ones. */
    static ScenarioFile reworded(String name, String text, String... sets) {
        List<String> all = new ArrayList<>(entry(name).set());
        all.addAll(List.of(sets));
        return load(name, text, all);
    }

    /** Loads a scenario text with the given overrides. Fails the test if it is invalid. */
    static ScenarioFile load(String name, String text, List<String> sets) {
        try {
            return new Loader(parent -> Optional.empty()).load(name, text, new Overrides(List.of(), sets));
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render() + "\n" + text, wrong);
        }
    }

    /** Returns the {@code result.json} of a run of all variants. */
    static JsonNode run(ScenarioFile file) {
        return json(
                file,
                file.variants().parallelStream()
                        .map(variant -> run(variant, Long.MAX_VALUE))
                        .toList());
    }

    /** Returns the {@code result.json} of an unmodified reduced scenario. The run is shared by all tests. */
    static JsonNode original(String name) {
        return ORIGINALS.computeIfAbsent(name, n -> run(read(n)));
    }

    /** Runs one variant up to an instant at which it is stopped, or to its end. */
    static VariantResult run(Variant variant, long untilNanos) {
        long duration = variant.scenario().durationNanos();
        var setup = new Run.Setup(variant.name(), variant.settings(), variant.breaks(), 0, true);
        return Run.execute(variant.scenario(), setup, (share, events, inFlight) -> share * duration < untilNanos);
    }

    /** Returns the {@code result.json} of the given results, without the answer, which repeats numbers in a text. */
    static JsonNode json(ScenarioFile file, List<VariantResult> variants) {
        try {
            ObjectNode result = (ObjectNode) new ObjectMapper().readTree(ResultJson.write(file.result(variants)));
            result.remove("answer");
            result.path("variants").forEach(variant -> ((ObjectNode) variant).remove("answers"));
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
