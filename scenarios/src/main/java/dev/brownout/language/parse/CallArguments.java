package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser.ArgumentContext;
import dev.brownout.language.grammar.LanguageParser.CallContext;
import dev.brownout.language.grammar.LanguageParser.FaultArgumentContext;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;

/** The arguments of a function, a policy or a fault: positional and named values. */
public final class CallArguments {
    /**
     * Number of tokens of {@code latency=+100ms}. A value after {@code to}, as in {@code to 6}, is positional; a value
     * after another word, as in {@code by 1}, is named.
     */
    private static final int NAMED = 3;

    /** Word before a positional value. */
    private static final String PLAIN = "to";

    private final String owner;
    private final ParserRuleContext whole;
    private final List<Argument> all;

    private CallArguments(String owner, ParserRuleContext whole, List<Argument> all) {
        this.owner = owner;
        this.whole = whole;
        this.all = List.copyOf(all);
    }

    /**
     * An argument of a call.
     *
     * @param name its name; empty for a positional one
     * @param part the part of the syntax that contains its value
     */
    public record Argument(Optional<String> name, ParserRuleContext part) {
        /** Returns the value as written. */
        public String text() {
            return ValueParser.text(part);
        }

        /** Returns the offset of the value in the text, in code points from 0. */
        public int offset() {
            return ValueParser.offset(part);
        }
    }

    /** Returns the arguments of a function call. */
    public static CallArguments of(CallContext call) {
        List<Argument> all = new ArrayList<>();
        for (ArgumentContext a : call.argument()) {
            all.add(
                    a.anyWord() == null
                            ? new Argument(Optional.empty(), a.atom())
                            : new Argument(Optional.of(a.anyWord().getText()), a.term()));
        }
        return new CallArguments(call.name.getText(), call, all);
    }

    /** Returns the arguments of a fault in a sentence. */
    public static CallArguments of(String verb, ParserRuleContext sentence, List<FaultArgumentContext> arguments) {
        List<Argument> all = new ArrayList<>();
        for (FaultArgumentContext a : arguments) {
            ParserRuleContext value = (ParserRuleContext) a.getChild(a.getChildCount() - 1);
            boolean named = a.getChildCount() == NAMED
                    || a.getChildCount() > 1 && !a.getChild(0).getText().equals(PLAIN);
            all.add(new Argument(named ? Optional.of(a.getChild(0).getText()) : Optional.empty(), value));
        }
        return new CallArguments(verb, sentence, all);
    }

    /** Returns all arguments in the order in which they are written. */
    List<Argument> all() {
        return all;
    }

    /** Returns the positional arguments in their order. */
    List<Argument> inOrder() {
        return all.stream().filter(a -> a.name().isEmpty()).toList();
    }

    /**
     * Assigns each argument to a parameter: a named one by its name, a positional one to the next unassigned parameter.
     */
    public Map<String, Argument> by(List<String> parameters) {
        requireUnits();
        Map<String, Argument> found = new LinkedHashMap<>();
        for (Argument argument : all) {
            if (argument.name().isPresent()) {
                named(argument, parameters, found);
            }
        }
        List<String> free = new ArrayList<>(parameters);
        free.removeAll(found.keySet());
        for (Argument argument : inOrder()) {
            if (free.isEmpty()) {
                throw ValueParser.wrong(argument.part(), tooMany(argument.text(), parameters));
            }
            found.put(free.remove(0), argument);
        }
        return found;
    }

    /**
     * Rejects a wrong unit after a space in a function, such as {@code 20 milis}, which would count as another value.
     */
    private void requireUnits() {
        String before = "";
        for (Argument argument : whole instanceof CallContext ? inOrder() : List.<Argument>of()) {
            Optional<Sentence> wrong = wrongUnit(before, argument.text());
            if (wrong.isPresent()) {
                throw ValueParser.wrong(argument.part(), wrong.get());
            }
            before = argument.text();
        }
    }

    /** Returns the error in the unit of an amount that a space divides, such as {@code 20 milis}; empty if none. */
    private static Optional<Sentence> wrongUnit(String number, String unit) {
        return unit.chars().allMatch(Character::isLetter)
                ? UnitParser.problem(number + unit).filter(UnitParser::suggests)
                : Optional.empty();
    }

    /** Assigns a named argument to the parameter of that name. */
    void named(Argument argument, List<String> parameters, Map<String, Argument> found) {
        String name = argument.name().orElseThrow();
        if (!parameters.contains(name)) {
            throw ValueParser.wrong(
                            argument.part(),
                            SpellingSuggestion.unknown(
                                    Sentence.of("argument of {}", owner), name, Optional.empty(), parameters))
                    .corrected(name, parameters);
        }
        if (found.putIfAbsent(name, argument) != null) {
            throw ValueParser.wrong(argument.part(), "{} has '{}' twice", owner, name);
        }
    }

    /** Parses an argument as an amount. */
    static BigDecimal amount(Argument argument, Dimension dimension) {
        try {
            return UnitParser.read(argument.text(), dimension);
        } catch (ValueException wrong) {
            throw ValueParser.relocate(argument.part(), wrong);
        }
    }

    /** Returns the error for a missing parameter, with the parameters that were found and an example. */
    ValueException missing(String parameter, Set<String> found, String example) {
        return missing(
                found.isEmpty()
                        ? Sentence.of("{}, as in {}", parameter, example)
                        : Sentence.of(
                                "{}, and '{}' has only {}, as in {}",
                                parameter,
                                ValueParser.text(whole),
                                String.join(", ", found),
                                example));
    }

    /** Returns the error for a missing part. */
    ValueException missing(Sentence what) {
        return ValueParser.wrong(whole, "{} needs {}", owner, what);
    }

    /**
     * Returns the error for arguments that the simulator core rejects, without the value in base units at the end of
     * its message.
     */
    ValueException refused(IllegalArgumentException core) {
        return wrong("{}: {}", owner, withoutValue(Sentence.reason(core)));
    }

    /** Returns an error that concerns the whole call or sentence from the form of its message. */
    ValueException wrong(String form, Object... arguments) {
        return wrong(Sentence.of(form, arguments));
    }

    private static Sentence withoutValue(Sentence rule) {
        if (rule.form().equals("{}: {}") && rule.arguments().get(0) instanceof Sentence first) {
            return first;
        }
        String text = rule.toString();
        String rest = text.replaceFirst(": [^:]*$", "");
        return rest.equals(text) ? rule : Sentence.quote(rest);
    }

    /** Returns an error that concerns the whole call or sentence. */
    ValueException wrong(Sentence message) {
        return ValueParser.wrong(whole, message);
    }

    private Sentence tooMany(String argument, List<String> parameters) {
        return parameters.isEmpty()
                ? Sentence.of("'{}' is one value too many for {}, which takes none", argument, owner)
                : Sentence.of("'{}' is one value too many for {}({})", argument, owner, String.join(" ", parameters));
    }
}
