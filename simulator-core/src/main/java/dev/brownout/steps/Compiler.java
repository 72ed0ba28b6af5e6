package dev.brownout.steps;

import dev.brownout.kernel.Delay;
import dev.brownout.node.Host;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Filter;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.Versions;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Turns the steps of a scenario into the program of a machine. */
public final class Compiler {
    private final Wiring wiring;
    private final Host host;
    private final Program.Workplace workplace;
    private final Route route;
    private final Map<String, Integer> callsByTarget = new TreeMap<>();
    private final List<Action> actions = new ArrayList<>();
    private Function<String, Optional<Filter>> reads = component -> Optional.empty();
    private int draws;

    /**
     * For one machine and one route.
     *
     * @param workplace its cores and workers; {@code null} where the machine is a user's and does no work
     */
    public Compiler(Wiring wiring, Host host, Program.Workplace workplace, Route route) {
        this.wiring = wiring;
        this.host = host;
        this.workplace = workplace;
        this.route = route;
    }

    /** Lets all read steps added later pass a filter, one for each component that is read. */
    public Compiler reads(Function<String, Optional<Filter>> filters) {
        reads = filters;
        return this;
    }

    /** Adds work on a core, drawn under a name of the component's own. */
    public Compiler work(String parameter, Distribution length) {
        if (workplace == null) {
            throw new ScenarioException("requests", "only a server can work: put a server before 'cpu'");
        }
        Sampler sampler = length.sampler();
        Draws keyed = wiring.draws(parameter);
        boolean limited = workplace.slots() == null;
        actions.add(visit -> {
            long work = sampler.sampleNanos(keyed.at(visit.request.identity()));
            if (!limited) {
                workplace.cores().insist(visit, work);
            } else if (!workplace.cores().offer(visit, work)) {
                visit.reject();
            }
        });
        return this;
    }

    /** Adds work on a core for those requests alone that need it. */
    public Compiler workFor(Predicate<Request> needy, String parameter, Distribution length) {
        int before = actions.size();
        work(parameter, length);
        Action work = actions.remove(before);
        actions.add(visit -> {
            if (needy.test(visit.request)) {
                work.take(visit);
            } else {
                visit.goOn();
            }
        });
        return this;
    }

    /** Adds something that takes no time. */
    public Compiler note(Consumer<Request> what) {
        actions.add(visit -> {
            what.accept(visit.request);
            visit.goOn();
        });
        return this;
    }

    /** Adds a call that no step makes, of whose data the answer is not made. */
    public Compiler call(Service service, UnaryOperator<Request> asking) {
        actions.add(visit -> service.call(
                asking.apply(visit.request), (outcome, detail) -> visit.accept(outcome, outcome.good() ? 0 : detail)));
        return this;
    }

    /** Adds the steps of a list; a visit takes all that follow it with it. */
    public Compiler steps(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Visit) {
                Service service = wiring.connect(host, steps.subList(i, steps.size()), route);
                actions.add(visit -> service.call(visit.request, visit));
                break;
            }
            add(steps.get(i));
        }
        return this;
    }

    /** The program. */
    public Program program() {
        return new Program(
                wiring.number(),
                workplace == null ? null : workplace.slots(),
                workplace == null ? null : workplace.census(),
                workplace == null ? Program.Habits.PLAIN : workplace.habits(),
                wiring.versions(),
                actions.toArray(Action[]::new));
    }

    private void add(Step step) {
        int before = actions.size();
        if (step instanceof Step.Cpu cpu) {
            work("cpu-" + draws++, cpu.work());
        } else if (step instanceof Step.Wait pause) {
            addWait(pause);
        } else if (step instanceof Step.Parallel parallel) {
            addParallel(parallel);
        } else {
            Branch branch = branch(step);
            actions.add(visit -> branch.service.call(branch.request(visit.request), visit));
        }
        if (step.options().when().isPresent()) {
            Action always = actions.remove(before);
            actions.add(sometimes(step.options().when().get(), always));
        }
    }

    private Action sometimes(Share share, Action action) {
        Draws keyed = wiring.draws("when-" + draws++);
        return visit -> {
            if (keyed.at(visit.request.identity()).uniform() < share.ratio()) {
                action.take(visit);
            } else {
                visit.goOn();
            }
        };
    }

    private void addWait(Step.Wait pause) {
        Sampler sampler = pause.pause().sampler();
        Draws keyed = wiring.draws("wait-" + draws++);
        Delay constant = pause.pause().constantValue().isPresent()
                ? wiring.simulation().delay((long) pause.pause().constantValue().getAsDouble())
                : null;
        actions.add(visit -> {
            long nanos = constant == null ? sampler.sampleNanos(keyed.at(visit.request.identity())) : constant.nanos();
            host.after(nanos, visit::goOn);
        });
    }

    private void addParallel(Step.Parallel parallel) {
        Versions versions = wiring.versions();
        List<Branch> branches = parallel.branches().stream().map(this::branch).toList();
        actions.add(visit -> {
            Gather gather = new Gather(versions, branches.size(), parallel.need(), visit);
            for (Branch branch : branches) {
                branch.service.call(branch.request(visit.request), gather);
            }
        });
    }

    /**
     * A call that a step makes; the n-th to the same target has an identity of its own. So has each call of an
     * endpoint, whose own steps begin to count anew: what they write is another write than the caller's.
     */
    private record Branch(Service service, Operation operation, long target, int ordinal, boolean endpoint) {
        Request request(Request parent) {
            Request request = parent.as(operation);
            if (endpoint) {
                return request.child(target, -1 - ordinal);
            }
            return ordinal == 0 ? request : request.child(target, ordinal);
        }
    }

    private Branch branch(Step step) {
        String component;
        Operation operation = Operation.READ;
        if (step instanceof Step.Read read) {
            component = read.component();
        } else if (step instanceof Step.Write write) {
            component = write.component();
            operation = Operation.WRITE;
        } else if (step instanceof Step.Publish publish) {
            component = publish.component();
            operation = Operation.WRITE;
        } else if (step instanceof Step.Call call) {
            component = call.component();
        } else if (step instanceof Step.Visit visit) {
            component = visit.component();
        } else {
            return new Branch(nested(step), operation, 0, 0, false);
        }
        Service connected = wiring.connect(host, List.of(step), route);
        Optional<Filter> filter = step instanceof Step.Read ? reads.apply(component) : Optional.empty();
        Service service = filter.map(f -> f.around(connected)).orElse(connected);
        int ordinal = callsByTarget.merge(component, 1, Integer::sum) - 1;
        return new Branch(service, operation, Draws.key(0, 0, component), ordinal, step instanceof Step.Call);
    }

    private Service nested(Step step) {
        Compiler inner = new Compiler(wiring, host, workplace == null ? null : workplace.within(), route);
        inner.reads = reads;
        inner.draws = 1000 * ++draws;
        inner.add(step);
        return inner.program();
    }
}
