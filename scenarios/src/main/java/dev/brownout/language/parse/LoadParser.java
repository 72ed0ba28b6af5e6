package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import dev.brownout.workload.PoissonLoad;
import dev.brownout.workload.SequentialLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses loads: {@code 720/s}, {@code ramp(100/s 500/s over=5m)}, {@code users(500 think=exp(7s))}, or a list of them.
 */
public final class LoadParser {
    private static final String DESCRIPTION = "a load such as 500/s or ramp(100/s 500/s over=5m)";
    /** Number of users without the function of a closed loop. */
    private static final Pattern USERS =
            Pattern.compile("(\\d[\\d,]*[kM]?) *(?:concurrent |virtual )?(?:users?|clients?|vus?)");

    private final Functions functions;

    /** Creates a parser for the loads among some functions. */
    public LoadParser(Functions functions) {
        this.functions = functions;
    }

    /** Parses a load. Returns {@code null} if it is invalid; the problem is then reported. */
    public LoadProfile read(Node node, ProblemCollector findings) {
        if (node instanceof Text text) {
            return one(text, findings);
        }
        if (!(node instanceof Items list) || list.items().isEmpty()) {
            findings.error(node.location(), "expected " + DESCRIPTION + ", or a list of them");
            return null;
        }
        List<SequentialLoad.Stage> stages = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            LoadProfile part = item instanceof Text text ? one(text, findings) : null;
            boolean last = i == list.items().size() - 1;
            if (part == null) {
                findings.error(item.location(), "expected " + DESCRIPTION);
            } else if (!(part instanceof OpenLoad flow)) {
                findings.error(item.location(), "a list of loads cannot contain users or traces");
            } else if (last) {
                return new SequentialLoad(stages, flow);
            } else if (flow.lengthNanos() == LoadProfile.FOREVER) {
                findings.error(
                        item.location(),
                        "only the last load of a list can be unlimited; a ramp, step or spike has an end");
            } else {
                stages.add(new SequentialLoad.Stage(flow, flow.lengthNanos()));
            }
        }
        return null;
    }

    private LoadProfile one(Text text, ProblemCollector findings) {
        try {
            return read(text.value());
        } catch (ValueException wrong) {
            findings.error(text.location(), wrong);
            return null;
        }
    }

    /** Parses a single load. Throws {@code ValueException} if the text is invalid. */
    LoadProfile read(String text) {
        Matcher users = USERS.matcher(text);
        if (users.matches()) {
            String number = users.group(1).replace(",", "");
            throw new ValueException(text, "'{}' is not a load; did you mean 'users({} think=1s)'?", text, number);
        }
        AtomContext atom = ValueParser.read(text, LanguageParser::value, DESCRIPTION)
                .term()
                .atom();
        return atom.call() == null ? steady(text) : functions.load(atom.call());
    }

    private static LoadProfile steady(String text) {
        double rate = UnitParser.read(text, Dimension.RATE).doubleValue();
        try {
            return new PoissonLoad(rate);
        } catch (IllegalArgumentException tooMuch) {
            throw new ValueException(text, "'{}' is not a load; a rate is at most 1G/s", text);
        }
    }
}
