package dev.brownout.step;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.Step;
import java.util.List;

/** Random choice between alternatives, made for each request according to their shares. */
@Kind("choose")
@Doc("Takes one of several alternatives. Each request draws one by the shares, which add up to 100 %; 'rest' has"
        + " the remaining share. An alternative is a component, a step, or a list of steps; it replaces the choice."
        + " A component to which the request is passed on receives all later steps. A share can change during the"
        + " run: as a parameter with set params.canary to 50%, or directly with 10% until 5m then 50%.")
@Example("""
        components:
          stable: { kind: server, nodes: 4 }
          canary: { kind: server, nodes: 1 }
        requests:
          page:
            steps:
              - choose: [ 90%: stable, 10%: canary ]
              - read: db
        """)
public record ChooseStep(
        @Doc("Alternatives, each with its share of the requests.")
        List<Alternative> alternatives,

        Options options) implements Step.ChoiceStep {
    /**
     * Copies the list and validates the shares.
     *
     * @throws IllegalArgumentException if there are fewer than two alternatives or several without a share, or if the
     *     shares do not add up to 100 %
     */
    public ChooseStep {
        alternatives = List.copyOf(alternatives);
        long rests = alternatives.stream()
                .filter(alternative -> alternative.share().isEmpty())
                .count();
        if (alternatives.size() < 2 || rests > 1) {
            throw new InvalidValueException(
                    "choose needs at least two alternatives, and at most one with the share rest, such "
                            + "as choose: [ 90%: stable, rest: canary ]");
        }
        ChangingShare left = remainingShare(alternatives);
        if (rests == 0 && left.shares().stream().anyMatch(share -> share.ratio() > 0)) {
            throw new IllegalArgumentException("the shares of choose add up to less than 100%" + condition(left)
                    + "; add an alternative with the share rest");
        }
    }

    private static ChangingShare remainingShare(List<Alternative> alternatives) {
        return ChangingShare.remainder(alternatives.stream()
                .flatMap(alternative -> alternative.share().stream())
                .toList());
    }

    private static String condition(ChangingShare left) {
        return left.shares().get(0).ratio() > 0 ? "" : " after a parameter of them has changed";
    }

    @Override
    public List<Choice> choices() {
        ChangingShare left = remainingShare(alternatives);
        return alternatives.stream()
                .map(alternative -> new Choice(alternative.share().orElse(left), alternative.steps()))
                .toList();
    }

    @Override
    public void accept(Interpreter interpreter) {
        interpreter.choose(choices());
    }
}
