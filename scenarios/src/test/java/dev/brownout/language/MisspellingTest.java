package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJson;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.TestRound;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes of one letter of a key, or of a name that is a reference, in scenarios of the library: each is rejected or
 * changes the result. No misspelling is silently ignored.
 */
@Tag("once")
class MisspellingTest {
    /** Number of scenarios in each build, of 150. */
    private static final int SCENARIOS = 20;

    /** Share of the changes tested in each of them: one in 80. */
    private static final int ONE_OF = 80;
    /** Number of events per variant in which most changes have an effect; other changes may need a whole run. */
    private static final long A_FEW = 10_000;

    private static final long ALL = Long.MAX_VALUE;

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    /** Sections, or keys below others, with keys that define names which need no reference. */
    private static final List<String> DEFINING_SECTIONS =
            List.of("components", "requests", "regions", "params", "sla", "predict", "variants", "endpoints");
    /** Keys of free text. */
    private static final List<String> PROSE =
            List.of("scenario", "question", "answer", "lesson", "aside", "help", "version");

    private final ShippedLibrary library = new ShippedLibrary();
    private final Loader loader = new Loader(library);

    static List<String> names() {
        return new ShippedLibrary().names();
    }

    static List<String> namesOfThisRound() {
        return TestRound.rotating(names(), SCENARIOS);
    }

    /** A word of a scenario file and its position. */
    private record Place(String path, String word, int line, int column) {
        /** Returns the file with another letter in the middle of the word. */
        String misspelled(String text) {
            List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
            String old = lines.get(line - 1);
            int index = column - 1 + word.length() / 2;
            char other = old.charAt(index) == 'q' ? 'j' : 'q';
            lines.set(line - 1, old.substring(0, index) + other + old.substring(index + 1));
            return String.join("\n", lines);
        }
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("namesOfThisRound")
    void misspellingsAreRejectedOrChangeTheResult(String name) {
        assertThat(passedOver(name, ONE_OF)).isEmpty();
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("names")
    void allMisspellingsAreRejectedOrChangeTheResult(String name) {
        assertThat(passedOver(name, 1)).isEmpty();
    }

    private List<String> passedOver(String name, int oneOf) {
        String text = library.text(name).orElseThrow();
        ProblemCollector findings = new ProblemCollector();
        List<Place> places = new ArrayList<>();
        collect(
                "",
                YamlReader.read(name, text, dev.brownout.language.diagnostic.SourceLocation.FILE, findings),
                places);
        List<String> passed = new ArrayList<>();
        for (int i = Math.floorMod(name.hashCode(), oneOf); i < places.size(); i += oneOf) {
            Place place = places.get(i);
            try {
                ScenarioFile changed = loader.load(name, place.misspelled(text), Overrides.NONE);
                changed.check(Overrides.NONE);
                ScenarioFile plain = loader.load(name, text, Overrides.NONE);
                if (haveEqualResults(plain, changed, A_FEW) && haveEqualResults(plain, changed, ALL)) {
                    passed.add(place.line() + ":" + place.column() + " " + place.path() + " " + place.word());
                }
            } catch (InvalidScenarioException refused) {
                assertThat(refused.all()).allMatch(p -> p.line() > 0);
            }
        }
        return passed;
    }

    /** Returns whether two scenarios have the same results, apart from their titles and texts. */
    private static boolean haveEqualResults(ScenarioFile one, ScenarioFile other, long events) {
        return Arrays.equals(bytes(one, events), bytes(other, events));
    }

    private static byte[] bytes(ScenarioFile file, long events) {
        List<VariantResult> results = new ArrayList<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            Run.Setup setup = new Run.Setup(variant.name(), List.of(), variant.breaks(), 0, results.isEmpty());
            results.add(Run.execute(variant.scenario(), setup, (share, fired, inFlight) -> fired < events));
        }
        return ResultJson.write(new RunResult("", "", "", "", "", List.of(), results));
    }

    private static void collect(String path, Node node, List<Place> places) {
        if (node instanceof Entries map) {
            map.entries().forEach((key, entry) -> entry(path, key, entry, places));
        } else if (node instanceof Items list) {
            list.items().forEach(item -> collect(path, item, places));
        } else if (node instanceof Text text) {
            words(path, text.value(), text.location(), places);
        }
    }

    private static void entry(String path, String key, Entry entry, List<Place> places) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (PROSE.contains(key) && (path.isEmpty() || path.startsWith(".about") || path.startsWith(".params"))) {
            return;
        }
        if (!DEFINING_SECTIONS.contains(last)) {
            words(path + "." + key, key, entry.key(), places);
        }
        collect(path + "." + key, entry.value(), places);
    }

    private static void words(
            String path, String value, dev.brownout.language.diagnostic.SourceLocation position, List<Place> places) {
        Matcher word = WORD.matcher(value);
        while (word.find()) {
            boolean unit = word.start() > 0 && Character.isDigit(value.charAt(word.start() - 1));
            boolean isGiven = value.substring(0, word.start()).endsWith(" as ");
            if (!unit && !isGiven) {
                dev.brownout.language.diagnostic.SourceLocation source =
                        position.subLocation(word.start(), word.group().length());
                if (source.length() == word.group().length()) {
                    places.add(new Place(path, word.group(), source.line(), source.column()));
                }
            }
        }
    }
}
