package dev.brownout.language;

import dev.brownout.language.Arguments.Argument;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.load.ConstantInterval;
import dev.brownout.load.Diurnal;
import dev.brownout.load.Flow;
import dev.brownout.load.Profile;
import dev.brownout.load.Ramp;
import dev.brownout.load.Sequence;
import dev.brownout.load.Spike;
import dev.brownout.load.Steady;
import dev.brownout.load.Steps;
import dev.brownout.load.TraceArrivals;
import dev.brownout.load.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads loads: {@code 720/s}, {@code ramp(100/s 500/s over=5m)}, {@code users(500 think=exp(7s))}, or a list of them.
 */
final class Loads {
    private static final String WHAT = "a load such as 500/s or ramp(100/s 500/s over=5m)";
    private final Files files;

    /** Finds traces among these files. */
    Loads(Files files) {
        this.files = files;
    }

    /** Reads a load; {@code null} when it is none, which is then among the findings. */
    Profile read(Node node, Findings findings) {
        if (node instanceof Text text) {
            return one(text, findings);
        }
        if (!(node instanceof Items list) || list.items().isEmpty()) {
            findings.error(node.place(), "expected " + WHAT + ", or a list of them");
            return null;
        }
        List<Sequence.Stage> stages = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            Profile part = item instanceof Text text ? one(text, findings) : null;
            boolean last = i == list.items().size() - 1;
            if (part == null) {
                findings.error(item.place(), "expected " + WHAT);
            } else if (!(part instanceof Flow flow)) {
                findings.error(item.place(), "users and traces cannot stand in a list of loads");
            } else if (last) {
                return new Sequence(stages, flow);
            } else if (flow.lengthNanos() == Profile.FOREVER) {
                findings.error(
                        item.place(),
                        "only the last load of a list may go on for ever; a ramp, step or spike has an end");
            } else {
                stages.add(new Sequence.Stage(flow, flow.lengthNanos()));
            }
        }
        return null;
    }

    private Profile one(Text text, Findings findings) {
        try {
            return read(text.value());
        } catch (ValueException wrong) {
            findings.error(text.place(), wrong);
            return null;
        }
    }

    /** Reads a single load; throws ValueException where the text is none. */
    Profile read(String text) {
        AtomContext atom = Syntax.read(text, LanguageParser::value, WHAT).term().atom();
        if (atom.call() == null) {
            return steady(text);
        }
        Arguments arguments = Arguments.of(atom.call());
        try {
            return call(atom.call().name.getText(), atom, arguments);
        } catch (IllegalArgumentException wrong) {
            throw arguments.refused(wrong);
        } catch (ArithmeticException fraction) {
            throw arguments.wrong("a number of users is whole");
        }
    }

    private static Profile steady(String text) {
        double rate = Units.read(text, Dimension.RATE).doubleValue();
        try {
            return new Steady(rate);
        } catch (IllegalArgumentException tooMuch) {
            throw new ValueException(text, "'" + text + "' is no load; a rate is at most 1G/s");
        }
    }

    private Profile call(String name, AtomContext atom, Arguments arguments) {
        return switch (name) {
            case "constant" -> new ConstantInterval(rate(arguments, arguments.as(Forms.LOADS), "rate"));
            case "ramp" -> {
                Map<String, Argument> a = arguments.as(Forms.LOADS);
                yield new Ramp(rate(arguments, a, "from"), rate(arguments, a, "to"), nanos(arguments, a, "over"));
            }
            case "step" -> step(arguments);
            case "spike" -> {
                Map<String, Argument> a = arguments.as(Forms.LOADS);
                long ramp = a.containsKey("ramp") ? nanos(arguments, a, "ramp") : 0;
                yield new Spike(
                        rate(arguments, a, "base"),
                        rate(arguments, a, "peak"),
                        nanos(arguments, a, "at"),
                        nanos(arguments, a, "for"),
                        ramp);
            }
            case "diurnal" -> {
                Map<String, Argument> a = arguments.as(Forms.LOADS);
                double min = rate(arguments, a, "min");
                double max = rate(arguments, a, "max");
                long peak = nanos(arguments, a, "peak");
                yield a.containsKey("period")
                        ? new Diurnal(min, max, peak, nanos(arguments, a, "period"))
                        : new Diurnal(min, max, peak);
            }
            case "users" -> users(arguments);
            case "trace" -> trace(arguments);
            default ->
                throw Syntax.wrong(atom.call().name, Nearest.unknownChoice("load", name, Forms.names(Forms.LOADS)));
        };
    }

    private static Profile step(Arguments arguments) {
        List<Double> rates = new ArrayList<>();
        Long every = null;
        for (Argument argument : arguments.all()) {
            if (argument.name().isEmpty()) {
                rates.add(Arguments.amount(argument, Dimension.RATE).doubleValue());
            } else if (argument.name().get().equals("every")) {
                if (every != null) {
                    throw Syntax.wrong(argument.part(), "step has 'every' twice");
                }
                every = Arguments.amount(argument, Dimension.TIME).longValue();
            } else {
                throw Syntax.wrong(
                        argument.part(),
                        Nearest.unknown("argument of step", argument.name().get(), List.of("every")));
            }
        }
        if (rates.isEmpty() || every == null) {
            throw arguments.missing("rates and a time, as in step(100/s 180/s 240/s every=2m)");
        }
        return new Steps(rates, every);
    }

    private Profile users(Arguments arguments) {
        Map<String, Argument> a = arguments.as(Forms.LOADS);
        int users = arguments.amount(a, "users", Dimension.COUNT).intValueExact();
        Argument think = a.get("think");
        if (think == null) {
            throw arguments.missing("think=exp(7s), the time between an answer and the next request");
        }
        try {
            return new Users(users, new Laws(Dimension.TIME, files).read(think.text()));
        } catch (ValueException wrong) {
            throw Syntax.within(think.part(), wrong);
        }
    }

    private Profile trace(Arguments arguments) {
        double[] nanos = files.amounts(arguments, Dimension.TIME);
        long[] instants = new long[nanos.length];
        for (int i = 0; i < instants.length; i++) {
            instants[i] = (long) nanos[i];
        }
        return new TraceArrivals(instants);
    }

    private static double rate(Arguments arguments, Map<String, Argument> found, String name) {
        return arguments.amount(found, name, Dimension.RATE).doubleValue();
    }

    private static long nanos(Arguments arguments, Map<String, Argument> found, String name) {
        return arguments.amount(found, name, Dimension.TIME).longValue();
    }
}
