package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Translates errors of the YAML library into messages with the location of the cause. */
final class YamlErrorText {
    private static final List<Words> WORDS = List.of(
            new Words(
                    "mapping values are not allowed",
                    false,
                    "a ': ' inside a value starts a new key; put the value in quotes, or leave out the space"),
            new Words(
                    "undefined alias",
                    false,
                    "a value cannot start with '*', which is an alias in YAML;"
                            + " all tiers together are 'all', as in all.latency"),
            new Words("could not find expected ':'", true, "this is no 'key: value'; a ':' and a space are missing"),
            new Words("unexpected end of stream", true, "the quote that opens here is never closed"),
            new Words("sequence entries are not allowed", false, "a list item begins on a line of its own"),
            new Words("expected the node content", false, "a value is missing before this"),
            new Words("expected ',' or ']'", false, "a '[' is not closed before this; expected ',' or ']'"),
            new Words("expected ',' or '}'", false, "a '{' is not closed before this; expected ',' or '}'"),
            new Words("<block mapping start>", false, "the indentation of this line differs from that of its block"),
            new Words("expected <block end>", false, "the indentation of this line differs from that of its block"),
            new Words("document", false, "a file has one scenario; a second document starts here"),
            new Words(
                    "expected alphabetic or numeric",
                    true,
                    "'&' and '*' begin a name in YAML; put the value in quotes"),
            new Words("unexpected character found", true, "'&' and '*' begin a name in YAML; put the value in quotes"),
            new Words(
                    "Global tag",
                    true,
                    "tags are not part of the language; put a value that starts with '!' in quotes"),
            new Words(
                    "expected URI",
                    true,
                    "tags are not part of the language; put a value that starts with '!' in quotes"),
            new Words(
                    "expected '!'",
                    true,
                    "tags are not part of the language; put a value that starts with '!' in quotes"));

    private YamlErrorText() {}

    /**
     * Translation of an error message of the library.
     *
     * @param theirs a part of the library's message
     * @param context whether the cause is at the beginning of the unfinished part, not at the point of detection
     * @param ours the message that replaces it
     */
    private record Words(String theirs, boolean context, String ours) {}

    /** Reports an error that has a location in the text. */
    static void report(MarkedYAMLException broken, SourceText source, String origin, ProblemCollector findings) {
        String problem = broken.getProblem() == null ? "" : broken.getProblem();
        Mark noticed = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
        SourceLocation place = place(noticed, source, origin);
        String line = source.line(place.line());
        char at = place.column() <= line.length() ? line.charAt(place.column() - 1) : ' ';
        String before =
                line.substring(0, Math.min(place.column() - 1, line.length())).stripTrailing();
        char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
        if (">|".indexOf(last) >= 0 || ">|".indexOf(at) >= 0) {
            char culprit = ">|".indexOf(last) >= 0 ? last : at;
            int column = culprit == last ? before.length() : place.column();
            findings.error(
                    ProblemKind.YAML,
                    new SourceLocation(source, place.line(), column, 1, origin, List.of()),
                    "a value cannot start with '{}'; write the whole relation, such as availability >= 99.9%",
                    culprit);
        } else if (last == '*') {
            findings.error(
                    ProblemKind.YAML,
                    new SourceLocation(source, place.line(), before.length(), 1, origin, List.of()),
                    WORDS.get(1).ours());
        } else if (at == '\t' || problem.contains("'\\t")) {
            findings.error(ProblemKind.YAML, place, "a tab cannot indent; use spaces");
        } else if ("@`%".indexOf(at) >= 0) {
            findings.error(ProblemKind.YAML, place, "a value cannot start with '{}'; put it in quotes", at);
        } else {
            Optional<Words> words =
                    WORDS.stream().filter(w -> problem.contains(w.theirs())).findFirst();
            boolean context = words.filter(Words::context).isPresent() && broken.getContextMark() != null;
            Sentence ours = words.map(known -> Sentence.of(known.ours()))
                    .orElseGet(() -> Sentence.of("not readable as YAML: {}", problem));
            findings.error(ProblemKind.YAML, context ? place(broken.getContextMark(), source, origin) : place, ours);
        }
    }

    /** Returns the message for an error without a location. */
    static Sentence explain(YAMLException broken) {
        String message = String.valueOf(broken.getMessage());
        if (message.contains("Nesting Depth")) {
            return Sentence.of("values are nested more than 50 deep");
        }
        if (message.contains("aliases")) {
            return Sentence.of("more than {} aliases of lists and maps", YamlReader.MOST_ALIASES);
        }
        return Sentence.of(
                "not readable as YAML: {}", message.lines().findFirst().orElse(""));
    }

    private static SourceLocation place(Mark mark, SourceText source, String origin) {
        return mark == null
                ? new SourceLocation(source, 1, 1, 1, origin, List.of())
                : new SourceLocation(source, mark.getLine() + 1, mark.getColumn() + 1, 1, origin, List.of());
    }
}
