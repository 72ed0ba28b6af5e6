package dev.brownout.capacity;

import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.PerKeyCount;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.OfferedDemand.CallBatch;
import dev.brownout.spi.OfferedDemand.CallRoute;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Demand of calls that take one step: work of the component itself, and downstream calls. */
final class StepDemand implements Step.Interpreter {
    private final ComponentCapacityModel componentModel;
    private final OfferedDemand from;
    private final Step step;
    private final List<Work> works;
    private final boolean atOnce;

    /**
     * Creates the demand of one step.
     *
     * @param from the calls that take it
     * @param works the list to which its work is added
     * @param atOnce whether its calls are made in parallel, and not in sequence
     */
    StepDemand(ComponentCapacityModel componentModel, OfferedDemand from, Step step, List<Work> works, boolean atOnce) {
        this.componentModel = componentModel;
        this.from = from;
        this.step = step;
        this.works = works;
        this.atOnce = atOnce;
    }

    @Override
    public void call(CallStep called) {
        pass(
                List.of(),
                mean(Step.callsPerRequest(step)),
                Step.callsPerRequest(step).maximum());
    }

    /** Forwards the calls; the callee continues with the given steps. */
    void pass(List<Step> remainingSteps) {
        pass(remainingSteps, 1, 1);
    }

    private double mean(PerKeyCount count) {
        return mean(count, from, componentModel.keyNames());
    }

    /** Returns the mean of a number that depends on the keys of the calls. */
    static double mean(PerKeyCount count, OfferedDemand calls, KeyNames names) {
        return calls.keys().map(keys -> count.mean(keys, names)).orElse((double) count.rest());
    }

    private void pass(List<Step> remainingSteps, double times, int maxCalls) {
        Step.Target target = Step.targetOf(step).orElseThrow();
        Step.Options options = step.options();
        boolean visit = target.purpose() == Step.Purpose.VISIT;
        Operation operation = visit ? from.operation() : target.purpose().operation();
        double carries = mean(options.times()) / times;
        OfferedDemand caused = new OfferedDemand(
                from.caller(),
                from.perSecond() * times,
                operation,
                new CallRoute(
                        target.endpoint(),
                        remainingSteps,
                        List.of(),
                        from.route().downstreamDistribution(),
                        Optional.empty(),
                        target.from()),
                componentModel.keySpaces().ofStep(step).or(from::keys),
                from.sizeBytes() * carries,
                options.hasTimeout() ? options.timeout() : from.between(),
                Optional.of(componentModel.scenario().betweenTiers())
                        .filter(b -> from.between().isPresent()),
                new CallBatch(from.batch().together() * (atOnce ? maxCalls : 1), carries, 1, Step.BatchStep.of(step)),
                from.client(),
                from.unknown());
        componentModel.callComponent(target.component(), caused, options);
    }

    @Override
    public void work(Distribution length) {
        works.add(new Work(from.perSecond(), length, true));
    }

    @Override
    public void pause(Distribution length) {
        componentModel.pause(from, length);
    }

    @Override
    public void choose(List<Step.Choice> choices) {
        for (Step.Choice choice : choices) {
            double share = choice.share().valueAt(componentModel.fromNanos());
            works.addAll(componentModel.forwardSteps(from.withRate(from.perSecond() * share), choice.steps()));
        }
    }

    @Override
    public void transaction(List<Step> steps) {
        Map<String, Integer> earlier = new TreeMap<>();
        componentModel.calls().forEach((callee, all) -> earlier.put(callee, all.size()));
        OfferedDemand continuing = from;
        for (int i = 0; i < steps.size(); i++) {
            continuing = i == 0 ? continuing : componentModel.continuingCalls(continuing, steps.get(i - 1));
            works.addAll(componentModel.forwardSteps(continuing, List.of(steps.get(i))));
        }
        componentModel.calls().forEach((callee, all) -> {
            List<OfferedDemand> own = all.subList(earlier.getOrDefault(callee, 0), all.size());
            if (!own.isEmpty()) {
                componentModel.addTransactions(callee);
                commitTogether(own);
            }
        });
    }

    /** Commits the writes of a transaction at one component together. */
    private void commitTogether(List<OfferedDemand> calls) {
        double writes = calls.stream()
                .filter(call -> call.operation() == Operation.WRITE)
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
        if (writes > from.perSecond()) {
            calls.replaceAll(call -> call.committing(from.perSecond() / writes));
        }
    }

    @Override
    public void parallel(List<Step> branches, int need) {
        works.addAll(componentModel.fork(from, branches));
    }
}
