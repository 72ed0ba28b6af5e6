package dev.brownout.language.overlay;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.RangeContext;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.parse.ValueParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Checks the value of a parameter or another setting against its range and choices. */
public final class ParameterLimits {
    private final String name;
    private final Text value;
    private final ProblemCollector findings;

    /**
     * Creates a check of one value.
     *
     * @param name the name of the parameter or the path of the setting, as messages begin with it
     */
    public ParameterLimits(String name, Text value, ProblemCollector findings) {
        this.name = name;
        this.value = value;
        this.findings = findings;
    }

    /** Checks that the value lies in a range such as {@code 10/s..1k/s}, both ends included. */
    public void range(Node node) {
        if (!(node instanceof Text text)) {
            findings.error(node.location(), "a range is written from..to, such as 10/s..1k/s");
            return;
        }
        Amount low;
        Amount high;
        try {
            RangeContext range = ValueParser.read(text.value(), LanguageParser::range, "a range such as 10/s..1k/s");
            low = UnitParser.read(range.amount(0).getText());
            high = UnitParser.read(range.amount(1).getText());
            if (low.dimension() != high.dimension() || low.value().compareTo(high.value()) > 0) {
                throw new ValueException(
                        text.value(), "range '{}' is empty; write the smaller end first", text.value());
            }
        } catch (ValueException wrong) {
            findings.error(text.location(), wrong);
            return;
        }
        try {
            Amount amount = new Amount(UnitParser.read(value.value(), low.dimension()), low.dimension());
            if (amount.value().compareTo(low.value()) < 0 || amount.value().compareTo(high.value()) > 0) {
                findings.error(
                        ProblemKind.VALUE,
                        value.location(),
                        "{} '{}' is outside of its range {}",
                        name,
                        value.value(),
                        text.value());
            }
        } catch (ValueException wrong) {
            findings.error(ProblemKind.VALUE, value.location(), "{} {}", name, Sentence.reason(wrong));
        }
    }

    /** Checks that the value is one of a list. */
    public void choices(Node node) {
        List<String> choices = new ArrayList<>();
        if (node instanceof Items list) {
            for (Node item : list.items()) {
                if (item instanceof Text text) {
                    choices.add(text.value());
                }
            }
        }
        if (choices.isEmpty()) {
            findings.error(node.location(), "choices are a list, such as [20s, 100s]");
        } else if (choices.stream().noneMatch(this::isOwnChoice)) {
            findings.error(
                    ProblemKind.VALUE,
                    value.location(),
                    "{} '{}' is none of its choices; expected {}",
                    name,
                    value.value(),
                    SpellingSuggestion.oneOf(choices));
        }
    }

    private boolean isOwnChoice(String choice) {
        if (choice.equals(value.value())) {
            return true;
        }
        try {
            Amount a = UnitParser.read(choice);
            Amount b = UnitParser.read(value.value());
            return a.dimension() == b.dimension() && a.value().compareTo(b.value()) == 0;
        } catch (ValueException noAmount) {
            return false;
        }
    }
}
