package dev.brownout.language.binding;

import dev.brownout.fault.PartitionFault;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser.FaultContext;
import dev.brownout.language.parse.ValueParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Factor;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FaultSpec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains errors in the short form of a fault, such as {@code crash web/1 for 72s}. */
final class FaultSentenceErrors {
    private static final Pattern DOTTED = Pattern.compile("[^\\s=]+");
    private static final Pattern SIDE = Pattern.compile("(?!one-way$|both-ways$)[^=(]+");
    private static final Pattern BELOW = Pattern.compile("[xX]?-[\\d.]+");

    private final Vocabulary vocabulary;
    private final ProblemCollector findings;

    FaultSentenceErrors(Vocabulary vocabulary, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.findings = findings;
    }

    /** Reports a text that does not match the grammar: an unknown verb, or an invalid target. */
    void grammar(Text text, ValueException wrong, BiConsumer<String, SourceLocation> unknownVerb) {
        String verb = text.value().strip().split("\\s", 2)[0];
        if (verb.matches("[\\p{L}-]+") && vocabulary.fault(verb).isEmpty()) {
            unknownVerb.accept(verb, text.location().subLocation(text.value().indexOf(verb), verb.length()));
            return;
        }
        Matcher word = DOTTED.matcher(text.value());
        while (wrong.getMessage().startsWith("'.' does not fit") && word.find()) {
            if (word.start() <= wrong.offset() && wrong.offset() < word.end()) {
                String machine =
                        word.group().matches("[^.]+\\.\\d+") ? word.group().replace('.', '/') : "";
                findings.error(
                        ProblemKind.UNKNOWN_NAME,
                        text.location().subLocation(word.start(), word.group().length()),
                        machine.isEmpty()
                                ? Sentence.of(
                                        "'{}' is not a target of a fault; expected a component, a node or a "
                                                + "location, such as web, web/1 or region/east",
                                        word.group())
                                : Sentence.of(
                                        "'{}' is not a target of a fault; did you mean '{}'?", word.group(), machine));
                return;
            }
        }
        findings.error(text.location(), wrong);
    }

    /** Returns the bare number at which an error points, or an empty text. */
    private static String number(String text, ValueException wrong) {
        int[] points =
                text.codePoints().skip(wrong.offset()).limit(wrong.span()).toArray();
        String part = new String(points, 0, points.length);
        return part.matches("\\d+") ? part : "";
    }

    /** Reports an invalid argument and suggests the host that was probably meant. */
    void argument(FaultContext c, Text text, ValueException wrong) {
        String tooMany = c.hit == null ? "" : ValueParser.text(c.hit) + "/" + number(text.value(), wrong);
        boolean machine = wrong.getMessage().contains("one value too many") && !tooMany.endsWith("/");
        Sentence message =
                machine ? Sentence.of("{}; did you mean '{}'?", wrong.sentence(), tooMany) : wrong.sentence();
        findings.error(text.location(), new ValueException(wrong.offset(), wrong.span(), message));
    }

    /**
     * Reports a factor in the place of the target, the number of a host in the place of a time, or a partition without
     * {@code ~} between its sides. Returns whether there is such an error.
     */
    boolean ambiguous(Class<? extends FaultSpec> type, FaultContext c, Text text) {
        String hit = ValueParser.text(c.hit);
        if (sidesWithoutTilde(type, c)) {
            findings.error(
                    ProblemKind.VALUE,
                    FaultParser.part(text, c.faultArgument(0)),
                    "'~' is missing between the sides of the partition; did you mean 'partition {} ~ {}'?",
                    hit,
                    c.faultArgument(0).getText());
            return true;
        }
        if (c.faultArgument().isEmpty()) {
            boolean factor = factorMissing(type, hit);
            if (factor) {
                findings.error(
                        ProblemKind.VALUE,
                        FaultParser.part(text, c.hit),
                        "factor '{}' is not a multiple such as x10",
                        hit);
            }
            return factor;
        }
        String first = c.faultArgument(0).getText();
        boolean span = !hit.contains("/")
                && first.matches("\\d+")
                && SpecFields.of(type).fields().stream().limit(1).anyMatch(FaultSentenceErrors::isDuration);
        if (span) {
            findings.error(
                    ProblemKind.VALUE,
                    FaultParser.part(text, c.faultArgument(0)),
                    "'{}' has no unit; did you mean '{}/{}', or '{}s'?",
                    first,
                    hit,
                    first,
                    first);
        }
        return span;
    }

    private static boolean isDuration(SpecField field) {
        Type type = GenericTypes.isOptional(field.type()) ? GenericTypes.content(field.type()) : field.type();
        return type == Duration.class;
    }

    /** Returns whether a partition has a second side where its direction is expected. */
    private static boolean sidesWithoutTilde(Class<? extends FaultSpec> type, FaultContext c) {
        return type == PartitionFault.class
                && c.other == null
                && !c.faultArgument().isEmpty()
                && SIDE.matcher(c.faultArgument(0).getText()).matches();
    }

    /** Returns whether the verb needs a factor and the target looks like a negative one. */
    private static boolean factorMissing(Class<? extends FaultSpec> type, String hit) {
        return BELOW.matcher(hit).matches()
                && SpecFields.of(type).fields().stream()
                        .anyMatch(field -> field.type() == Factor.class && !field.isOptional());
    }
}
