package dev.brownout.language.binding;

import dev.brownout.fault.SetParameterFault;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.FaultContext;
import dev.brownout.language.parse.CallArguments;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.parse.ValueParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.AlertAction;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FaultSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;

/** Parses the timeline of faults: {@code at 4m: crash web/1 for 72s as outage}, or the equivalent long form. */
public final class FaultParser {
    private static final String DESCRIPTION = "a fault such as crash web/1 for 72s as outage";
    private static final String ACTING = "an action such as replace web/down after 15s";
    private static final Pattern ACTION = Pattern.compile("(?<what>\\S.*?)(?:\\s+after\\s+(?<after>\\S.*))?");
    private static final SectionShape.Key AT = new SectionShape.Key(
            "at", "a time from the start of the run", "Start of the fault.", SectionShape.PlainShape.SPAN);
    private static final SectionShape.Key DO = new SectionShape.Key(
            "do", "a verb", "Verb of the fault; its arguments are keys beside it.", SectionShape.PlainShape.VERB);
    private static final SectionShape.Key TARGET = new SectionShape.Key(
            "target",
            "a selector, such as web/1 or region/east",
            "Target of the fault.",
            SectionShape.PlainShape.WORDS);
    private static final SectionShape.Key OTHER = new SectionShape.Key(
            "other", "a selector", "The other end of a link or a partition.", SectionShape.PlainShape.WORDS);
    private static final SectionShape.Key FOR = new SectionShape.Key(
            "for", "a duration", "Duration; default: until the end of the run.", SectionShape.PlainShape.SPAN);
    private static final SectionShape.Key AS = new SectionShape.Key(
            "as",
            "a name",
            "Name of the fault in relations; default: 'fault', for the first fault.",
            SectionShape.PlainShape.WORDS);

    /** Shape of a fault: the keys of its long form, in addition to the arguments of its verb. */
    public static final SectionShape.Fault FAULT = new SectionShape.Fault(List.of(AT, DO, TARGET, OTHER, FOR, AS));

    private final Vocabulary vocabulary;
    private final Binder binder;
    private final ProblemCollector findings;
    private final FaultSentenceErrors errors;

    /** Creates a parser for the faults of a vocabulary that reports problems to a collector. */
    public FaultParser(Vocabulary vocabulary, Binder binder, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.binder = binder;
        this.findings = findings;
        this.errors = new FaultSentenceErrors(vocabulary, findings);
    }

    /**
     * A fault with its source locations.
     *
     * @param at the location of its time
     * @param faultText the location of the rest of the sentence
     * @param target the location of its target
     * @param other the location of the other end of a link or partition
     */
    public record ParsedFault(
            FaultEntry fault,
            SourceLocation at,
            SourceLocation faultText,
            SourceLocation target,
            SourceLocation other) {}

    /** Parses a list of faults. Returns them ordered by time. */
    public List<ParsedFault> read(Node section) {
        List<ParsedFault> faults = new ArrayList<>();
        if (section == null || section.isNull()) {
            return faults;
        }
        if (!(section instanceof Items list)) {
            findings.error(section.location(), "faults is a list, such as - at 4m: crash web/1 for 72s");
            return faults;
        }
        for (Node item : list.items()) {
            try {
                ParsedFault fault = item instanceof Entries map ? read(map) : null;
                if (fault != null) {
                    faults.add(fault);
                } else if (!(item instanceof Entries)) {
                    findings.error(item.location(), "a fault begins with its time, such as at 4m: crash web/1 for 72s");
                }
            } catch (ValueException wrong) {
                findings.error(item.location(), wrong);
            }
        }
        faults.sort(Comparator.comparingLong(f -> f.fault().startAt()));
        return faults;
    }

    private ParsedFault read(Entries map) {
        Map.Entry<String, Entry> first =
                map.entries().entrySet().stream().findFirst().orElse(null);
        if (first != null && map.entries().size() == 1 && first.getKey().startsWith("at ")) {
            SourceLocation key = first.getValue().key();
            Long instant = nanos(
                    "at",
                    first.getKey().substring(3).strip(),
                    key.subLocation(3, first.getKey().length() - 3));
            if (!(first.getValue().value() instanceof Text text)) {
                findings.error(first.getValue().value().location(), "expected " + DESCRIPTION);
                return null;
            }
            if (instant == null) {
                return null;
            }
            boolean sets = SetSentence.begins(text.value())
                    && vocabulary.fault(SetSentence.VERB).isPresent();
            return sets ? setting(instant, first.getKey(), text, key) : sentence(instant, first.getKey(), text, key);
        }
        return longForm(map);
    }

    /** Parses a {@code set} sentence, which sets a parameter and has no target. */
    private ParsedFault setting(long instant, String key, Text text, SourceLocation keyPlace) {
        SetSentence sentence;
        try {
            sentence = SetSentence.read(text.value());
        } catch (ValueException wrong) {
            findings.error(text.location(), wrong);
            return null;
        }
        Optional<Long> length = sentence.length().map(span -> nanos("for", span, text.location()));
        FaultEntry entry = new FaultEntry(
                instant,
                length,
                sentence.name().orElse(FaultEntry.UNNAMED),
                Optional.empty(),
                Optional.empty(),
                new SetParameterFault(sentence.parameter(), sentence.value()),
                key + ": " + text.value());
        return new ParsedFault(entry, keyPlace, text.location(), text.location(), text.location());
    }

    /**
     * Parses the action of an alert: the sentence of a fault without its time, and its delay after the word
     * {@code after}. Returns {@code null} if it is invalid.
     *
     * @param distribution parses the delay from its text, or from nothing
     */
    AlertAction action(Text text, Function<Optional<Text>, Distribution> distribution) {
        Matcher parts = ACTION.matcher(text.value());
        if (!parts.matches()) {
            findings.error(text.location(), "expected " + ACTING);
            return null;
        }
        Text item = new Text(parts.group("what"), text.plain(), text.location());
        Optional<Text> after = Optional.ofNullable(parts.group("after"))
                .map(span -> new Text(
                        span,
                        text.plain(),
                        text.location()
                                .subLocation(
                                        text.value().codePointCount(0, parts.start("after")),
                                        span.codePointCount(0, span.length()))));
        Distribution delay = distribution.apply(after);
        boolean sets = SetSentence.begins(item.value())
                && vocabulary.fault(SetSentence.VERB).isPresent();
        ParsedFault read = sets ? setting(0, "", item, text.location()) : sentence(0, "", item, text.location());
        if (read == null || delay == null) {
            return null;
        }
        FaultEntry fault = read.fault();
        if (!fault.name().equals(FaultEntry.UNNAMED)) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    text.location(),
                    "an action has no name, as its time is unknown before the run; 'as {}' belongs to a fault",
                    fault.name());
            return null;
        }
        if (!fault.spec().appliesAnyTime()) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    text.location(),
                    "'{}' needs a time that is known before the run, so no alert can trigger it; use "
                            + "replace, restart, scale or another fault",
                    SpecFields.kind(fault.spec().getClass()).orElseThrow());
            return null;
        }
        FaultEntry done = new FaultEntry(
                0, fault.durationNanos(), fault.name(), fault.target(), fault.other(), fault.spec(), item.value());
        return new AlertAction(done, delay);
    }

    private ParsedFault sentence(long instant, String key, Text text, SourceLocation keyPlace) {
        FaultContext c;
        try {
            c = ValueParser.read(text.value(), LanguageParser::fault, DESCRIPTION);
        } catch (ValueException wrong) {
            errors.grammar(text, wrong, this::verb);
            return null;
        }
        String verb = c.verb.getText();
        Class<? extends FaultSpec> type = verb(verb, text.location().subLocation(0, verb.length()));
        if (type == null) {
            return null;
        }
        if (c.hit != null && errors.ambiguous(type, c, text)) {
            return null;
        }
        FaultSpec spec;
        Optional<Long> length = Optional.empty();
        try {
            CallArguments arguments = CallArguments.of(verb, c, c.faultArgument());
            BindingPath path = new BindingPath(null, Sentence.of("'{}'", verb), verb, text.location());
            spec = binder.record(type, SealedTypeParser.entries(type, arguments, text.location()), path);
            if (c.length != null) {
                length = Optional.ofNullable(nanos(
                        "for",
                        c.length.getText(),
                        text.location()
                                .subLocation(
                                        ValueParser.offset(c.length),
                                        c.length.getText().length())));
            }
        } catch (ValueException wrong) {
            errors.argument(c, text, wrong);
            return null;
        }
        Optional<Selector> target = Optional.ofNullable(c.hit).map(ScalarParser::selector);
        Optional<Selector> other = Optional.ofNullable(c.other).map(ScalarParser::selector);
        if (target.isPresent() && other.isPresent() && target.get().begins() == Selector.Head.LINK) {
            target = Optional.of(ScalarParser.link(target.get(), other.get()));
            other = Optional.empty();
        }
        String name = c.name == null ? FaultEntry.UNNAMED : c.name.getText();
        String sentence = key + ": " + text.value();
        FaultEntry entry = new FaultEntry(instant, length, name, target, other, spec, sentence);
        return spec == null
                ? null
                : new ParsedFault(entry, keyPlace, text.location(), part(text, c.hit), part(text, c.other));
    }

    private ParsedFault longForm(Entries map) {
        Entry at = map.entries().get(AT.name());
        Entry verb = map.entries().get(DO.name());
        if (at == null || verb == null || !(at.value() instanceof Text time) || !(verb.value() instanceof Text name)) {
            findings.error(
                    map.location(),
                    "a fault is 'at TIME: {}', or a map with at and do",
                    DESCRIPTION.replace("a fault such as ", ""));
            return null;
        }
        Class<? extends FaultSpec> type = verb(name.value(), name.location());
        Long start = nanos("at", time.value(), time.location());
        if (type == null || start == null) {
            return null;
        }
        Map<String, Entry> arguments = new LinkedHashMap<>(map.entries());
        SectionShape.Key.names(FAULT.keys()).forEach(arguments::remove);
        BindingPath path = new BindingPath(null, Sentence.of("'{}'", name.value()), name.value(), map.location());
        FaultSpec spec = binder.record(type, new Entries(arguments, map.location()), path);
        Optional<Long> length = text(map, FOR.name()).map(t -> nanos("for", t.value(), t.location()));
        Optional<Selector> target = text(map, TARGET.name()).map(this::selector);
        Optional<Selector> other = text(map, OTHER.name()).map(this::selector);
        String called = text(map, AS.name()).map(Text::value).orElse(FaultEntry.UNNAMED);
        StringBuilder sentence = new StringBuilder("at " + time.value() + ": " + name.value());
        target.ifPresent(s -> sentence.append(' ').append(s));
        other.ifPresent(s -> sentence.append(" ~ ").append(s));
        arguments.forEach((k, e) ->
                sentence.append(' ').append(k).append('=').append(e.value() instanceof Text t ? t.value() : "..."));
        text(map, FOR.name()).ifPresent(t -> sentence.append(" for ").append(t.value()));
        text(map, AS.name()).ifPresent(t -> sentence.append(" as ").append(t.value()));
        FaultEntry entry = new FaultEntry(start, length, called, target, other, spec, sentence.toString());
        return spec == null
                ? null
                : new ParsedFault(
                        entry, time.location(), map.location(), part(map, TARGET.name()), part(map, OTHER.name()));
    }

    static SourceLocation part(Text text, ParserRuleContext part) {
        return part == null
                ? text.location()
                : text.location()
                        .subLocation(
                                ValueParser.offset(part), ValueParser.text(part).length());
    }

    private static SourceLocation part(Entries map, String key) {
        return map.get(key) == null ? map.location() : map.get(key).location();
    }

    private static Optional<Text> text(Entries map, String key) {
        return map.get(key) instanceof Text text && !text.isNull() ? Optional.of(text) : Optional.empty();
    }

    private Selector selector(Text text) {
        try {
            return ScalarParser.selector(text.value());
        } catch (ValueException wrong) {
            findings.error(text.location(), wrong);
            return null;
        }
    }

    private Class<? extends FaultSpec> verb(String verb, SourceLocation place) {
        Optional<Class<? extends FaultSpec>> type = vocabulary.fault(verb);
        if (type.isEmpty()) {
            findings.unknownChoice(place, "fault", verb, Vocabulary.kinds(vocabulary.faults()));
        }
        return type.orElse(null);
    }

    private Long nanos(String name, String text, SourceLocation place) {
        try {
            BigDecimal nanos = UnitParser.read(text, Dimension.TIME);
            if (nanos.signum() >= 0) {
                return nanos.longValue();
            }
            findings.error(ProblemKind.VALUE, place, "{} '{}' is negative", name, text);
        } catch (ValueException wrong) {
            findings.error(
                    ProblemKind.VALUE,
                    place.subLocation(wrong.offset(), wrong.span()),
                    "{} {}",
                    name,
                    Sentence.reason(wrong));
        }
        return null;
    }
}
