package dev.brownout.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.MissingTranslations;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of messages. A text that a language lacks is no error: it is shown in English and listed. */
@Tag("once")
class MessagesTest {
    private static final Path ROOT = Path.of("../..");

    /**
     * A key as the code has it: a subject with a file, a dot, and the rest. A key that ends with a dot is a start. The
     * names of files are no keys.
     */
    private static final Pattern KEY = Pattern.compile("\"([a-z]+)\\.(?!md\"|css\"|csv\"|html\")([a-z_.]+)\"");

    private static final String FORMS = "reports/src/main/resources/dev/brownout/messages/sentences_ko.txt";
    private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*+)\"");

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])");

    /** A particle that depends on the sound before it, directly after a place. */
    private static final Pattern PARTICLE = Pattern.compile("[0-9]}'?(을|를|이|가|은|는|과|와|으로|로)(?![가-힣(])");

    private final Map<String, Properties> english = read("en");
    private final Map<String, Properties> korean = read("ko");

    @Test
    void keysOfTheCodeAreThoseOfTheEnglishFiles() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path source : files("/src/main/java/", ".java")) {
            String text = Files.readString(source);
            KEY.matcher(text.contains("Messages") ? text : "")
                    .results()
                    .filter(key -> english.containsKey(key.group(1)))
                    .forEach(key -> used.add(key.group(1) + "." + key.group(2)));
        }
        Set<String> defined = keys(english);
        List<String> starts = used.stream().filter(key -> key.endsWith(".")).toList();
        assertThat(defined).as("texts").hasSizeGreaterThan(200);
        assertThat(used.stream().filter(key -> !key.endsWith(".") && !defined.contains(key)))
                .as("keys without a text")
                .isEmpty();
        assertThat(defined.stream()
                        .filter(key -> !used.contains(key) && starts.stream().noneMatch(key::startsWith)))
                .as("texts without a use")
                .isEmpty();
    }

    @Test
    void translationsHaveThePlacesOfTheEnglishTexts() throws IOException {
        Set<String> defined = keys(english);
        assertThat(defined).containsAll(keys(korean));
        korean.forEach((subject, texts) -> texts.forEach((key, text) -> {
            String original = english.get(subject).getProperty(key.toString());
            assertThat(places(original)).as(subject + "." + key).containsAll(places(text.toString()));
            assertThat(text.toString()).as(subject + "." + key).doesNotContainPattern(PARTICLE);
        }));
        Set<String> missing = new TreeSet<>(defined);
        missing.removeAll(keys(korean));
        MissingTranslations.write("messages", missing);
    }

    /** The forms of sentences in the code are the keys of their translations. Missing and unused ones are listed. */
    @Test
    void formsWithoutATranslationAreListed() throws IOException {
        Set<String> forms = new TreeSet<>();
        for (Path source : files("/src/main/java/", ".java")) {
            LITERAL.matcher(Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", ""))
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(literal -> literal.contains(Sentence.PLACE))
                    .forEach(forms::add);
        }
        assertThat(forms).hasSizeGreaterThan(800);
        Set<String> translated = new TreeSet<>(Files.readAllLines(ROOT.resolve(FORMS)));
        Set<String> unused = new TreeSet<>(translated);
        unused.removeIf(form -> form.startsWith("  ") || !form.contains(Sentence.PLACE));
        unused.removeAll(forms);
        forms.removeAll(translated);
        MissingTranslations.write("forms", forms);
        MissingTranslations.write("forms-unused", unused);
    }

    /** The Korean texts of a concept use one word: 기준 (bound), 한계 (limit), 퇴출 (eviction), 비공개 테스트 (hidden tests). */
    @Test
    void koreanTextsHaveOneWordForAConcept() throws IOException {
        Pattern other = Pattern.compile("한도|한계값|방출|축출|숨은 시험|지켜[진짐]|바뀐 점");
        List<Path> texts = new ArrayList<>();
        for (String end : List.of(".properties", ".txt", ".json", ".yaml", ".js")) {
            texts.addAll(files("/src/main/resources/dev/brownout/", end));
        }
        assertThat(texts).hasSizeGreaterThan(100);
        for (Path text : texts) {
            assertThat(Files.readString(text)).as("%s", text).doesNotContainPattern(other);
        }
        assertThat(korean.get("teaching").getProperty("bound"))
                .isEqualTo(korean.get("report").getProperty("bound_column"));
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(place -> places.add(place.group(1)));
        return places;
    }

    private static Set<String> keys(Map<String, Properties> files) {
        Set<String> keys = new TreeSet<>();
        files.forEach((subject, texts) -> texts.stringPropertyNames().forEach(key -> keys.add(subject + "." + key)));
        return keys;
    }

    /** Returns the texts of a language by subject. */
    private static Map<String, Properties> read(String language) {
        Map<String, Properties> texts = new TreeMap<>();
        String end = "_" + language + ".properties";
        for (Path file : files("/src/main/resources/dev/brownout/messages/", end)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            texts.put(file.getFileName().toString().replace(end, ""), properties);
        }
        return texts;
    }

    private static List<Path> files(String folder, String end) {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("simulator-core", "reports", "scenarios")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().contains(folder)
                                && file.toString().endsWith(end)
                                && !file.toString().contains("/target/"))
                        .forEach(found::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return found;
    }
}
