package dev.brownout.step;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Filter;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.StoreComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Compiler of the steps of a scenario into the program of a host. */
public final class StepCompiler {
    /** Step of a request that is passed on after calls to components that it reaches again. */
    private static final long PASSED = KeyedRandom.key(0, 0, "passed");

    private final ComponentContext context;
    private final Host host;
    private final StepProgram.Workplace workplace;
    private final CallTarget route;
    private final CallOrdinals ordinals;
    private final List<StepAction> actions = new ArrayList<>();
    private Function<String, Optional<Filter>> reads = component -> Optional.empty();
    /** Jump targets of branches that pass the request on. They are set to the end of the program when it is known. */
    private final List<int[]> ends = new ArrayList<>();

    private int random;
    private TransactionQueries transactions = new TransactionQueries();

    /** True if an earlier step reads. */
    private boolean reading;

    /** True if a step checks the data that has been read. */
    private boolean checking;

    /**
     * Creates a compiler for one host and one route.
     *
     * @param workplace cores and workers of the host; {@code null} for a user, which has none
     */
    public StepCompiler(ComponentContext context, Host host, StepProgram.Workplace workplace, CallTarget route) {
        this.context = context;
        this.host = host;
        this.workplace = workplace;
        this.route = route;
        this.ordinals = new CallOrdinals(context);
    }

    /** Applies a filter to all read steps added later, one filter for each component that is read. */
    public StepCompiler reads(Function<String, Optional<Filter>> filters) {
        reads = filters;
        return this;
    }

    /** Adds work on a core, with the random stream of a parameter of the component. */
    public StepCompiler work(String parameter, Distribution length) {
        Sampler sampler = length.sampler();
        KeyedRandom keyed = KeyedDraws.stream(context, parameter);
        boolean limited = workplace.slots() == null;
        actions.add(job -> {
            long work = sampler.sampleNanos(keyed.withIdentity(job.request.identity()));
            if (!limited) {
                workplace.cores().enqueueUnbounded(job, work);
            } else if (!workplace.cores().offer(job, work)) {
                job.reject();
            }
        });
        return this;
    }

    /** Adds work on a core for the requests that match a predicate. */
    public StepCompiler workFor(Predicate<Request> needy, String parameter, Distribution length) {
        int before = actions.size();
        work(parameter, length);
        StepAction work = actions.remove(before);
        actions.add(work.onlyFor(needy));
        return this;
    }

    /** Adds an action that takes no simulated time. */
    public StepCompiler note(Consumer<Request> action) {
        actions.add(job -> {
            action.accept(job.request);
            job.nextStep();
        });
        return this;
    }

    /** Adds a call outside the steps. The versions that it reads do not count as data of the response. */
    public StepCompiler call(Service service, UnaryOperator<Request> wrapper) {
        actions.add(job -> service.call(
                wrapper.apply(job.request), (outcome, detail) -> job.accept(outcome, outcome.good() ? 0 : detail)));
        return this;
    }

    /** Adds the steps of a list. A step that passes the request on takes all following steps with it. */
    public StepCompiler steps(List<Step> steps) {
        boolean more = true;
        checking |= RowStep.anyChecksRead(steps);
        for (int i = 0; more && i < steps.size(); i++) {
            try {
                more = addStep(steps.subList(i, steps.size()));
            } catch (ScenarioException wrong) {
                throw wrong.withStep(steps.get(i));
            }
        }
        return this;
    }

    /** Adds the first step, and any that it takes with it. Returns whether to add the following steps. */
    private boolean addStep(List<Step> steps) {
        Step step = steps.get(0);
        List<Step.Choice> choices = Step.choicesOf(step);
        if (!choices.isEmpty()) {
            choose(choices, takers(step), steps.subList(1, steps.size()));
            return !Step.handsOver(step);
        }
        if (Step.passesOnTo(step).isEmpty()) {
            add(step);
            return true;
        }
        Service service = context.client(host, route).connect(steps);
        boolean isRepeated = ordinals.reachedBy(steps);
        actions.add(job -> service.call(isRepeated ? job.request.child(PASSED, 0) : job.request, job));
        return false;
    }

    /**
     * Returns the program.
     *
     * @throws ScenarioException if there are more than 65,535 actions
     */
    public StepProgram program() {
        if (actions.size() > Character.MAX_VALUE) {
            throw new ScenarioException(
                    "requests", "a node runs at most {} steps per request", (int) Character.MAX_VALUE);
        }
        ends.forEach(end -> end[0] = actions.size());
        return new StepProgram(
                context.number(),
                workplace == null ? null : workplace.slots(),
                workplace == null ? null : workplace.census(),
                workplace == null ? null : workplace.heap(),
                workplace == null ? StepProgram.Settings.PLAIN : workplace.settings(),
                context.versions(),
                actions.toArray(StepAction[]::new));
    }

    /**
     * Adds a choice: a jump to the first action of an alternative, and after its last action a jump behind all of them.
     * An alternative that may pass the request on jumps to the end of the program. A call that occurs in several
     * alternatives has the same identity in each.
     */
    private void choose(List<Step.Choice> choices, Optional<Predicate<Request>> takers, List<Step> rest) {
        Map<String, Integer> before = ordinals.callCounts();
        List<Map<String, Integer>> counted = new ArrayList<>();
        int[] first = new int[choices.size()];
        int[] downstream = new int[1];
        int[] end = new int[1];
        int fork = actions.size();
        actions.add(null);
        ends.add(end);
        WeightedChoice chosen = new WeightedChoice(choices, context.random("choose-" + random++), context.simulation());
        for (int i = 0; i < first.length; i++) {
            Step.Choice choice = choices.get(i);
            first[i] = actions.size();
            ordinals.restart(before);
            steps(choice.prepend(rest));
            counted.add(ordinals.callCounts());
            int[] next = choice.passesOn() ? end : downstream;
            actions.add(job -> job.jump(next[0]));
        }
        counted.forEach(ordinals::merge);
        downstream[0] = actions.size();
        StepAction divide = job -> job.jump(first[chosen.of(job.request)]);
        actions.set(
                fork,
                takers.<StepAction>map(taker -> job ->
                                job.jump(taker.test(job.request) ? first[chosen.of(job.request)] : downstream[0]))
                        .orElse(divide));
    }

    private void add(Step step) {
        int before = actions.size();
        step.accept(new Actions(step));
        takers(step).ifPresent(takers -> {
            for (int i = before; i < actions.size(); i++) {
                actions.set(i, actions.get(i).onlyFor(takers));
            }
        });
    }

    /** Returns the condition of a {@code when} share, drawn for this step alone; empty if all requests take it. */
    private Optional<Predicate<Request>> takers(Step step) {
        return step.options().when().map(share -> {
            KeyedRandom keyed = context.random("when-" + random++);
            double ratio = share.ratio();
            return request -> keyed.withIdentity(request.content()).uniform() < ratio;
        });
    }

    /** Interpreter that adds the actions of one step. */
    private final class Actions implements Step.Interpreter {
        private final Step step;

        Actions(Step step) {
            this.step = step;
        }

        @Override
        public void call(CallStep called) {
            List<ConnectionPool> pools = new ArrayList<>(1);
            Step.Target target = called.target();
            List<CallBranch> turns = branches(called, target, pools::add);
            CallBranch only = turns.get(0);
            IntUnaryOperator times = repeatCount(step).byKey();
            ConnectionPool pool = pools.isEmpty() ? null : pools.get(0);
            boolean transacted = pool != null && transactions.countQuery();
            boolean sessions = pool != null && (transacted || pool.sendsSessions());
            boolean remembered = checking && target.purpose() == Step.Purpose.READ;
            StepAction calling = turns.size() == 1 && !sessions
                    ? job -> only.service().call(only.request(job.request), remembered ? job.remembering() : job)
                    : job -> {
                        CallBranch next =
                                turns.size() == 1 ? only : turns.get(job.turn(times.applyAsInt(job.request.key())));
                        Request request = next.request(job.request);
                        next.service()
                                .call(
                                        sessions ? request.withSession(job.session(pool)) : request,
                                        remembered ? job.remembering() : job);
                    };
            StepAction connected = pool == null ? calling : job -> job.onConnected(pool, transacted, calling);
            actions.add(connected.guarded(step, context, reading));
            reading |= target.purpose() == Step.Purpose.READ;
        }

        @Override
        public void work(Distribution length) {
            requireServer(step, "");
            StepCompiler.this.work("cpu-" + random++, length);
        }

        @Override
        public void pause(Distribution length) {
            Host place = host;
            Sampler sampler = length.sampler();
            KeyedRandom keyed = context.random("wait-" + random++);
            ConstantDelayQueue constant = length.constantValue().isPresent()
                    ? context.simulation().delay((long) length.constantValue().getAsDouble())
                    : null;
            actions.add(job -> {
                long nanos = constant == null
                        ? sampler.sampleNanos(keyed.withIdentity(job.request.identity()))
                        : constant.nanos();
                place.schedule(nanos, RequestPhase.WORK, job::nextStep);
            });
        }

        @Override
        public void choose(List<Step.Choice> choices) {
            StepCompiler.this.choose(choices, Optional.empty(), List.of());
        }

        @Override
        public void transaction(List<Step> steps) {
            requireServer(step, "");
            int number = random++;
            transactions.compileTransaction(() -> StepCompiler.this.steps(steps));
            actions.add(job -> job.commit(number));
        }

        @Override
        public void parallel(List<Step> steps, int need) {
            VersionRegistry versions = context.versions();
            List<CallBranch> branches = new ArrayList<>();
            List<Optional<Predicate<Request>>> takers = new ArrayList<>();
            for (Step step : steps) {
                List<CallBranch> turns = branches(step);
                branches.addAll(turns);
                Optional<Predicate<Request>> all = takers(step);
                takers.addAll(
                        turns.size() == 1 ? List.of(all) : repeatCount(step).takers(all));
            }
            boolean always = takers.stream().allMatch(Optional::isEmpty);
            actions.add(job -> {
                List<CallBranch> selected =
                        always ? branches : CallBranch.selectedBranches(branches, takers, job.request);
                if (selected.isEmpty()) {
                    job.nextStep();
                    return;
                }
                JoinReply gather = new JoinReply(versions, selected.size(), Math.min(need, selected.size()), job);
                for (CallBranch branch : selected) {
                    branch.service().call(branch.request(job.request), gather);
                }
            });
        }
    }

    private RepeatCount repeatCount(Step step) {
        return new RepeatCount(Step.callsPerRequest(step), context.workload().keyNames());
    }

    /** Returns the calls of a step, one for each repetition, without the condition of the step. */
    private List<CallBranch> branches(Step step) {
        return Step.targetOf(step)
                .map(target -> branches(step, target, null))
                .orElseGet(() -> List.of(new CallBranch(nested(step), Operation.READ, 0, 0, false, null)));
    }

    /** Returns the calls of a step. {@code holding} receives the pool of the visit; {@code null} if not shared. */
    private List<CallBranch> branches(Step step, Step.Target target, Consumer<ConnectionPool> holding) {
        String component = target.component();
        Optional<Filter> filter = target.purpose() == Step.Purpose.READ ? reads.apply(component) : Optional.empty();
        transactions.requireSequence(step, context.component(component), holding == null);
        KeySampler sampler = context.workload().keys(step).orElse(null);
        KeyedRandom keyed = sampler == null ? null : context.random("key-" + random++);
        CallTarget callRoute =
                RepeatCount.fanOut(route, step, context.workload().keyNames(), sampler, keyed);
        HostClient client = context.client(host, callRoute);
        Service connected = holding == null || filter.isPresent()
                ? client.connect(step)
                : client.withConnector((callee, node, on) ->
                                StoreComponent.connect(callee, node, on, transactions.isOpen(), holding))
                        .connect(step);
        Service calls = gathering(step, filter.map(f -> f.wrap(connected)).orElse(connected));
        Service service = target.purpose() == Step.Purpose.READ
                ? context.versions().reads().observed(calls)
                : calls;
        int times = Step.callsPerRequest(step).maximum();
        int first = ordinals.next(component, times);
        List<CallBranch> turns = new ArrayList<>(times);
        for (int turn = 0; turn < times; turn++) {
            turns.add(new CallBranch(
                    service,
                    target.purpose().operation(),
                    KeyedRandom.key(0, 0, component),
                    first + turn,
                    target.purpose() == Step.Purpose.CALL,
                    sampler == null || callRoute.fanOut().isPresent()
                            ? null
                            : new CallBranch.Keys(sampler, keyed, times, turn)));
        }
        return turns;
    }

    /** Wraps the calls of a step that batches requests. Only a server can batch, because users have no memory. */
    private Service gathering(Step step, Service calls) {
        Optional<Step.BatchStep> batching = Step.BatchStep.of(step);
        if (batching.isEmpty()) {
            return calls;
        }
        requireServer(step, " with 'batch'");
        return batching.get().batcher(context, host, calls);
    }

    private void requireServer(Step step, String option) {
        if (workplace == null) {
            String verb = SpecFields.kind(step.getClass()).orElseThrow();
            throw new ScenarioException("requests", "'{}'{} needs a server before it", verb, option);
        }
    }

    private Service nested(Step step) {
        StepCompiler inner = new StepCompiler(context, host, workplace == null ? null : workplace.nested(), route);
        inner.reads = reads;
        inner.transactions = transactions.parallel();
        inner.random = 1000 * ++random;
        inner.ordinals.merge(ordinals.callCounts());
        step.accept(inner.new Actions(step));
        ordinals.merge(inner.ordinals.callCounts());
        return inner.program();
    }
}
