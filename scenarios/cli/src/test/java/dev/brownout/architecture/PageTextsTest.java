package dev.brownout.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.MissingTranslations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The texts of the workbench page: a table for each language, and no text outside of the tables. */
@Tag("once")
class PageTextsTest {
    private static final Path PAGE = Sources.ROOT.resolve("scenarios/src/main/resources/dev/brownout/page/site");
    private static final Pattern MESSAGE =
            Pattern.compile("(?ms)^export const (\\w+) =\\s+(?:\\(([^)]*)\\) =>)?(.*?);\\n(?=\\n|export|\\z)");
    private static final Pattern USE =
            Pattern.compile("\\bt\\.(\\w+)|data-(?:text|html|title|label|placeholder)=\"(\\w+)\"");
    /** A comment, a regular expression or a literal of JavaScript; the groups are the texts of literals. */
    private static final Pattern TOKEN = Pattern.compile(
            "/\\*.*?\\*/|(?<![:\"'\\w])//[^\\n]*"
                    + "|(?<=[(,=:?!&|\\[]) ?/(?![/*])(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n])*\\]|[^/\\\\\\n\\[])+/[a-z]*"
                    + "|\"((?:\\\\.|[^\"\\\\\\n])*)\"|'((?:\\\\.|[^'\\\\\\n])*)'"
                    + "|`((?:\\\\.|\\$\\{(?:[^{}`]|\\{[^{}]*\\}|`(?:\\\\.|[^`\\\\])*`)*\\}|[^`\\\\])*)`",
            Pattern.DOTALL);
    /** Words of a sentence, or a capital word. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|^[A-Z][a-z]+([ .…:!?]|$)");
    /** A literal in the place of a visible text: a child of an element, its text or an attribute. */
    private static final Pattern PLACED = Pattern.compile("html\\(\"\\w+\", \\{[^{}]*\\}, \"[^\"]*[A-Za-z]{2}[^\"]*\""
            + "|(?:textContent|innerText|title|placeholder|\"aria-label\"|\"aria-valuetext\")(?: [=:]|:) "
            + "(?:\"[^\"]*|`[^`$]*)[A-Za-z]{2}");

    private static final Pattern TEXT = Pattern.compile("<([^<>]*)>([^<>]*\\p{L}{2}[^<>]*)(?=<)");
    private static final Pattern RICH = Pattern.compile("(?s)<(\\w+) [^<>]*data-html=\"(\\w+)\"[^<>]*>(.*?)</\\1>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile(" (title|aria-label|placeholder)=\"([^\"]*[A-Za-z]{2}[^\"]*)\"");

    /** Literals with words that no reader sees: keys, selectors, identifiers, styles and markup. */
    private static final List<String> HIDDEN = List.of(
            "Enter|Escape|Tab|Page|Files",
            "expected violation|symbol faint|explanation manual|box clients|mark measured|live view|lesson-text long",
            ".*\\b(button|input|summary|header)\\b.*",
            "[a-z -]+ [a-z]+-[a-z -]+",
            "\\(prefers-.*|system-ui.*|allow-scripts .*|<.*|.*(width: |height=).*",
            "title question reset word .*|verdict answer stopped .*|start pick run .*|keys-dialog .*");

    /** Texts of the page without a translation: names, and texts that the page replaces when it starts. */
    private static final Set<String> UNTRANSLATED = Set.of(
            "Brownout",
            "English",
            "한국어",
            "Loading the engine …",
            "History (0)",
            "Class",
            "Scenarios…",
            "Files",
            "Not checked",
            "Everything runs in this browser. Nothing is sent.",
            "Select a word of the text and press F1, or enter a term.");

    private static String read(String file) throws IOException {
        return Files.readString(PAGE.resolve(file));
    }

    /** Returns the messages of a language, each with its parameters and its text. */
    private static Map<String, List<String>> messages(String language) throws IOException {
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (MatchResult found : all(MESSAGE, read("texts/" + language + ".js"))) {
            String parameters = found.group(2) == null ? "" : "(" + found.group(2) + ")";
            assertThat(messages.put(found.group(1), List.of(parameters, found.group(3))))
                    .as(found.group(1))
                    .isNull();
        }
        return messages;
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files.map(file -> PAGE.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".js") && !name.equals("editor/codemirror.js"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void translationsHaveTheParametersOfTheEnglishMessages() throws IOException {
        Map<String, List<String>> english = messages("en");
        Map<String, List<String>> korean = messages("ko");
        assertThat(english).hasSizeGreaterThan(300);
        assertThat(english).containsKeys(korean.keySet().toArray(new String[0]));
        korean.forEach((name, message) ->
                assertThat(message.get(0)).as(name).isEqualTo(english.get(name).get(0)));
        MissingTranslations.write(
                "page",
                english.keySet().stream()
                        .filter(name -> !korean.containsKey(name))
                        .toList());
    }

    @Test
    void everyMessageIsUsedAndEveryUsedMessageExists() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String file : scripts()) {
            used.addAll(uses(read(file)));
        }
        used.addAll(uses(read("index.html")));
        used.addAll(uses(read("embed.html")));
        Set<String> known = messages("en").keySet();
        assertThat(used).containsAll(known);
        assertThat(known).containsAll(used);
    }

    private static Set<String> uses(String text) {
        return all(USE, text).stream()
                .map(use -> use.group(1) == null ? use.group(2) : use.group(1))
                .collect(toSet());
    }

    @Test
    void scriptsHaveNoTextsOfTheirOwn() throws IOException {
        List<String> found = new ArrayList<>();
        for (String file : scripts()) {
            if (file.startsWith("texts/") || file.equals("editor/theme.js") || file.equals("local.js")) {
                continue;
            }
            String script = read(file);
            literals(script)
                    .filter(literal ->
                            WORDS.matcher(literal).find() && HIDDEN.stream().noneMatch(literal::matches))
                    .forEach(literal -> found.add(file + ": " + literal));
            all(PLACED, script).forEach(placed -> found.add(file + ": " + placed.group()));
        }
        assertThat(found).isEmpty();
    }

    /** Returns the texts of the literals of a script, without the expressions in them. */
    private static Stream<String> literals(String script) {
        return TOKEN.matcher(script)
                .results()
                .flatMap(token -> Stream.of(1, 2, 3).map(token::group))
                .filter(literal -> literal != null)
                .map(literal -> literal.replaceAll("(?s)\\$\\{.*?\\}", "").replace("\n", " "));
    }

    @Test
    void scriptsWithTextsAreDetected() {
        assertThat(literals("f(\"Run the scenario\", `Line ${n}: no`, /\"x y\"/, 'a b') // \"No text\"")
                        .collect(joining("|")))
                .isEqualTo("Run the scenario|Line : no|a b");
        assertThat(PLACED.matcher("html(\"p\", { class: \"hint\" }, \"skipped\")")
                        .find())
                .isTrue();
        assertThat(PLACED.matcher("said.textContent = \"copied\"").find()).isTrue();
        assertThat(PLACED.matcher("{ \"aria-label\": \"time\" }").find()).isTrue();
    }

    @Test
    void textsOfThePageAreThoseOfTheEnglishTable() throws IOException {
        Map<String, List<String>> english = messages("en");
        for (String file : List.of("index.html", "embed.html")) {
            String page = read(file).replaceFirst("(?s)^.*<body", "<body");
            for (MatchResult rich : all(RICH, page)) {
                assertThat(rich.group(3)).isEqualTo(text(english, rich.group(2)));
            }
            String plain = RICH.matcher(page).replaceAll("").replaceAll("<kbd>[^<]*</kbd>", "");
            for (MatchResult element : all(TEXT, plain)) {
                String shown = element.group(2).strip();
                Matcher name = Pattern.compile("data-text=\"(\\w+)\"").matcher(element.group(1));
                if (name.find()) {
                    assertThat(shown).isEqualTo(text(english, name.group(1)));
                } else if (!element.group(1).contains("id=\"start\"") && !shown.equals("&nbsp;")) {
                    assertThat(UNTRANSLATED).contains(shown);
                }
            }
            for (MatchResult attribute : all(ATTRIBUTE, page)) {
                if (!attribute.group(2).equals("Ctrl+Enter")) {
                    String data = "data-" + attribute.group(1).replace("aria-", "") + "=\"(\\w+)\"";
                    String tag = page.substring(
                            page.lastIndexOf('<', attribute.start()), page.indexOf('>', attribute.end()));
                    Matcher name = Pattern.compile(data).matcher(tag);
                    assertThat(name.find()).as(tag).isTrue();
                    assertThat(attribute.group(2)).isEqualTo(text(english, name.group(1)));
                }
            }
        }
    }

    /** Returns the text of a message without parameters. */
    private static String text(Map<String, List<String>> messages, String name) {
        return literals(messages.get(name).get(1)).collect(joining());
    }
}
