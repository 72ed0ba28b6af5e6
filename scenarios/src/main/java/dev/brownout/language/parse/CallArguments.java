package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser.ArgumentContext;
import dev.brownout.language.grammar.LanguageParser.CallContext;
import dev.brownout.language.grammar.LanguageParser.FaultArgumentContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;

/** What stands behind the name of a function, a policy or a fault: values in order, and values with names. */
public final class CallArguments {
    /** What {@code latency=+100ms} consists of; {@code to 6} is a value in order, {@code by 1} has a name. */
    private static final int NAMED = 3;

    /** The word that stands before a value and is not its name. */
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
     * One value.
     *
     * @param name its name; empty for one in order
     * @param part where it stands
     */
    public record Argument(Optional<String> name, ParserRuleContext part) {
        /** As it was written. */
        public String text() {
            return ValueParser.text(part);
        }

        /** Where it stands in the text, in code points from 0. */
        public int offset() {
            return ValueParser.offset(part);
        }
    }

    /** Those of a function. */
    public static CallArguments of(CallContext call) {
        List<Argument> all = new ArrayList<>();
        for (ArgumentContext a : call.argument()) {
            all.add(
                    a.anyWord() == null
                            ? new Argument(Optional.empty(), a.atom())
                            : new Argument(Optional.of(a.anyWord().getText()), a.term()));
        }
        CallArguments arguments = new CallArguments(call.name.getText(), call, all);
        arguments.refuseSpaces();
        return arguments;
    }

    /** Refuses a unit that stands apart from its number, as in exp(20 ms): it would be a value of its own. */
    private void refuseSpaces() {
        for (int i = 1; i < all.size(); i++) {
            String number = all.get(i - 1).text();
            String unit = all.get(i).text();
            boolean apart = all.get(i).name().isEmpty() && unit.matches("\\p{L}+") && number.matches("\\d+(\\.\\d+)?");
            if (apart && UnitParser.readable(number + unit)) {
                throw ValueParser.wrong(
                        all.get(i).part(),
                        "'" + number + " " + unit + "' has a space in it; write '" + number + unit + "'");
            }
        }
    }

    /** Those of a fault, in a sentence that is about its verb. */
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

    /** All values as they stand. */
    List<Argument> all() {
        return all;
    }

    /** The values in order, without names. */
    List<Argument> inOrder() {
        return all.stream().filter(a -> a.name().isEmpty()).toList();
    }

    /** Each value under the parameter it is for: by its name, or else the next parameter that has none yet. */
    public Map<String, Argument> by(List<String> parameters) {
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
                throw ValueParser.wrong(
                        argument.part(), "'" + argument.text() + "' is one value too many for " + shape(parameters));
            }
            found.put(free.remove(0), argument);
        }
        return found;
    }

    /** Puts a value with a name under the parameter of that name. */
    void named(Argument argument, List<String> parameters, Map<String, Argument> found) {
        String name = argument.name().orElseThrow();
        if (!parameters.contains(name)) {
            throw ValueParser.wrong(
                    argument.part(), SpellingSuggestion.unknown("argument of " + owner, name, parameters));
        }
        if (found.putIfAbsent(name, argument) != null) {
            throw ValueParser.wrong(argument.part(), owner + " has '" + name + "' twice");
        }
    }

    /** Reads one value as an amount. */
    static BigDecimal amount(Argument argument, Dimension dimension) {
        try {
            return UnitParser.read(argument.text(), dimension);
        } catch (ValueException wrong) {
            throw ValueParser.within(argument.part(), wrong);
        }
    }

    /** Says that a parameter is missing, for which others what stands there was taken, and how the whole is written. */
    ValueException missing(String parameter, Set<String> found, String example) {
        String given =
                found.isEmpty() ? "" : ", and '" + ValueParser.text(whole) + "' has only " + String.join(", ", found);
        return missing(parameter + given + ", as in " + example);
    }

    /** Says that something is missing. */
    ValueException missing(String what) {
        return ValueParser.wrong(whole, owner + " needs " + what);
    }

    /** Says what the core refuses, less the value in base units that ends its message. */
    ValueException refused(IllegalArgumentException core) {
        return wrong(owner + ": " + core.getMessage().replaceFirst(": [^:]*$", ""));
    }

    /** Says that something is wrong with the whole. */
    ValueException wrong(String message) {
        return ValueParser.wrong(whole, message);
    }

    private String shape(List<String> parameters) {
        return parameters.isEmpty() ? owner + ", which takes none" : owner + "(" + String.join(" ", parameters) + ")";
    }
}
