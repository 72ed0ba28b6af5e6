package dev.brownout.step;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.Step;
import java.util.List;

/** Steps between the begin and the commit of a transaction. */
@Kind("transaction")
@Doc("Runs steps in a transaction of each database that they query. It begins with the first query and ends with a"
        + " commit after the last step, for which the request waits, or with a rollback when the request fails. Until"
        + " then it holds a connection and, with lock: row, the locks of its writes, also while it is idle: during"
        + " work, waits and calls of other components. Reads and writes of caches and stores are not parts of it.")
@Example("""
        requests:
          order: { steps: [web, { transaction: [read: db, call: payments, write: db] }] }
        """)
public record TransactionStep(
        @Doc("Steps of the transaction, in order.") List<Step> steps, Options options) implements Step.ConnectionStep {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if a step passes the request on to a component or is a transaction itself, or if
     *     there is no read or write
     */
    public TransactionStep {
        steps = List.copyOf(steps);
        if (Step.passOn(steps)) {
            throw new InvalidValueException(
                    "a transaction ends on the server on which it begins, so its steps are calls and "
                            + "work; write read: or write: before the name of the component");
        }
        if (Step.all(steps).stream().anyMatch(TransactionStep.class::isInstance)) {
            throw new InvalidValueException("a transaction cannot contain another one");
        }
        if (Step.all(steps).stream().noneMatch(TransactionStep::callsStore)) {
            throw new InvalidValueException("a transaction begins with its first query; add one, such as write: db");
        }
    }

    /** Returns whether a step may be a query. Only a database has transactions; the compiler of the steps checks it. */
    private static boolean callsStore(Step step) {
        return Step.targetOf(step)
                .filter(target -> target.purpose() == Step.Purpose.READ
                        || target.purpose() == Step.Purpose.WRITE
                        || target.purpose() == Step.Purpose.ROW)
                .isPresent();
    }

    @Override
    public void accept(Interpreter interpreter) {
        interpreter.transaction(steps);
    }

    @Override
    public List<Step> nestedSteps() {
        return steps;
    }
}
