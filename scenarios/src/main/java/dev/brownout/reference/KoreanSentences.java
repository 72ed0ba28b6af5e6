package dev.brownout.reference;

import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlResource;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Korean sentences of the manual, by their English sentences. The file has pairs of an English and a Korean sentence.
 * It is JSON, so that a page in a browser reads it too, beside the one with the texts of the library in the same form,
 * and is not part of the compiled engine.
 */
public final class KoreanSentences {
    private static final String FILE = "korean/manual.json";
    private static final String LIBRARY = "korean/library.json";

    /** End of the sentence of a level; see {@link Metrics}. */
    private static final String LEVEL = " A mean over time, not a count; '.max' is the maximum.";

    private static final String KOREAN_LEVEL = " 개수가 아니라 시간 평균이며, '.max'는 최댓값입니다.";
    /** Begin of the condition at the end of a sentence. */
    private static final String CONDITION = " Only with ";

    /** Owner of a metric, before its sentence. */
    private static final Pattern OWNED = Pattern.compile("(of an? |with )([a-z-]+): (.*)");

    /** Owners of metrics that are no kinds and no policies. */
    private static final Map<String, String> OWNERS = Map.of(
            "of requests: ", "요청: ",
            "of requests, and of all: ", "요청과 전체: ",
            "of components and nodes: ", "구성 요소와 노드: ",
            "of components, and of all: ", "구성 요소와 전체: ",
            "of components with mtbf or needs: ", "mtbf나 needs가 있는 구성 요소: ");

    /** Labels of notes that the manual composes. */
    private static final Map<String, String> LABELS =
            Map.of("Also: ", "다른 이름: ", "Scenario syntax: ", "시나리오 문법: ", "Example: ", "예: ");

    /** Note below an excerpt of a page. */
    private static final Pattern REST = Pattern.compile("('brownout explain [^']+') shows the rest\\.");

    /** Holder of the sentences of the program, which are parsed once. */
    private static final class SentenceFile {
        static final Map<String, String> TEXTS = read(FILE);
    }

    private static Map<String, String> read(String file) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (InputStream in = KoreanSentences.class.getResourceAsStream(file)) {
            add(YamlResource.entries(in, file), texts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }

    private final Supplier<Map<String, String>> texts;

    private KoreanSentences(Supplier<Map<String, String>> texts) {
        this.texts = texts;
    }

    /** Returns the sentences of the program. Their file is read by the first lookup. */
    public static KoreanSentences shippedInstance() {
        return new KoreanSentences(() -> SentenceFile.TEXTS);
    }

    /** Returns the titles and questions of the scenarios of the library. */
    static KoreanSentences ofLibrary() {
        Map<String, String> texts = read(LIBRARY);
        return new KoreanSentences(() -> texts);
    }

    /**
     * Returns the sentences of a text in the form of the files.
     *
     * @throws IllegalStateException if the text is no map, or has a sentence twice
     */
    public static KoreanSentences parse(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        add(YamlResource.entries("sentences", json), texts);
        return new KoreanSentences(() -> texts);
    }

    /** Adds the pairs of a file. */
    private static void add(Entries file, Map<String, String> texts) {
        for (Node pair : ((Items) file.get("sentences")).items()) {
            List<Node> both = ((Items) pair).items();
            if (texts.put(((Text) both.get(0)).value(), ((Text) both.get(1)).value()) != null) {
                throw new IllegalStateException("repeated sentence: " + both.get(0));
            }
        }
    }

    /** Returns all sentences, in the order of the file. */
    Map<String, String> all() {
        return texts.get();
    }

    /**
     * Returns the Korean form of a sentence; empty if it has none. A condition or an owner that the manual adds to a
     * sentence needs no translation of its own.
     */
    Optional<String> of(String english) {
        Optional<String> known = Optional.ofNullable(texts.get().get(english)).or(() -> phrase(english));
        return known.isPresent() ? known : composed(english);
    }

    private Optional<String> composed(String english) {
        Matcher owned = OWNED.matcher(english);
        if (owned.matches()) {
            String kind = owned.group(2) + (owned.group(1).equals("with ") ? " 정책: " : ": ");
            return of(owned.group(3)).map(sentence -> kind + sentence);
        }
        int colon = english.indexOf(": ");
        String owner = colon < 0 ? null : OWNERS.get(english.substring(0, colon + 2));
        if (owner != null) {
            return of(english.substring(colon + 2)).map(sentence -> owner + sentence);
        }
        String label = colon < 0 ? null : LABELS.get(english.substring(0, colon + 2));
        if (label != null) {
            return Optional.of(label + english.substring(colon + 2));
        }
        Matcher rest = REST.matcher(english);
        if (rest.matches()) {
            return Optional.of("나머지: " + rest.group(1) + ".");
        }
        if (english.endsWith(LEVEL)) {
            return of(exclude(english, LEVEL.length())).map(sentence -> sentence + KOREAN_LEVEL);
        }
        int condition = english.lastIndexOf(CONDITION);
        if (condition > 0 && english.endsWith(".")) {
            String needed = english.substring(condition + CONDITION.length(), english.length() - 1);
            return of(english.substring(0, condition)).map(sentence -> sentence + " (조건: " + condition(needed) + ")");
        }
        return Optional.empty();
    }

    private static String exclude(String text, int end) {
        return text.substring(0, text.length() - end);
    }

    private static String condition(String english) {
        return english.replaceAll(" of at least (\\S+)", " $1 이상").replace(" or ", " 또는 ");
    }

    /** Returns the Korean phrase of results; empty if there is none. */
    private static Optional<String> phrase(String english) {
        String phrase = LanguageScope.in(TextLanguage.ko, () -> SentenceTranslation.text(english));
        return phrase.equals(english) ? Optional.empty() : Optional.of(phrase);
    }
}
