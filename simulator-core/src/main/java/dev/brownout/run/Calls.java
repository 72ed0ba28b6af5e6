package dev.brownout.run;

import dev.brownout.node.Host;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.SpecFields;
import dev.brownout.wiring.Around;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Wiring;
import java.util.List;

/** The calls of one component, or of the users who send one request: to whom, and within which policies. */
final class Calls {
    /** A way through more components than this has no end. */
    private static final int DEEPEST_WAY = 100;

    private final Assembly assembly;
    private final Wiring caller;

    Calls(Assembly assembly, Wiring caller) {
        this.assembly = assembly;
        this.caller = caller;
    }

    /** Connects a machine to what a list of steps begins with; the rest of the list lies behind it. */
    Service to(Host place, List<Step> steps, Route route) {
        Step first = steps.get(0);
        if (first.options().when().isPresent()) {
            throw new ScenarioException(
                    "requests",
                    caller.name() + " passes all requests on to what follows it, so 'when' cannot stand beside '"
                            + verb(first) + "' there; a server can leave out a step for some");
        }
        if (steps.size() > 1 && first.target().isPresent() && first.passesOnTo().isEmpty()) {
            throw new ScenarioException(
                    "requests",
                    "'" + verb(first) + "' is all that follows " + caller.name() + ", which takes no steps itself, so '"
                            + verb(steps.get(1)) + "' cannot stand after it; a server can take several steps");
        }
        return to(place, first, steps.subList(1, steps.size()), route);
    }

    /** Connects a machine to what a step calls, with others behind it. */
    Service to(Host place, Step step, List<Step> rest, Route route) {
        Step.Target target = step.target().orElseThrow(() -> uncallable(step));
        return to(place, target.component(), target.route(route, rest), step.options());
    }

    private static ScenarioException uncallable(Step step) {
        return new ScenarioException(
                "requests", "only a component can be called here, and '" + verb(step) + "' is none");
    }

    private static String verb(Step step) {
        return SpecFields.kind(step.getClass()).orElseThrow();
    }

    /** Connects a machine to a component, with the caller's words about the call and the component's for the rest. */
    Service to(Host place, String component, Route route, Step.Options own) {
        if (assembly.waysDeep >= DEEPEST_WAY) {
            throw new ScenarioException(
                    "components." + component, component + " is behind itself: its calls go round in circles");
        }
        assembly.waysDeep++;
        try {
            Route patient = caller.patient(place, component, route, own);
            return guarded(place, component, own, caller.component(component).connect(place, patient));
        } finally {
            assembly.waysDeep--;
        }
    }

    /** Puts the policies of a call in front of it; what a component's own count stays under its name. */
    Service guarded(Host place, String component, Step.Options own, Service service) {
        Step.Options theirs = of(component);
        Guards.Post mine = new Guards.Post(caller.name(), place, component, own.policies());
        Guards.Post its = new Guards.Post(component, place, component, theirs.policies());
        List<Around> around = Around.call(own, theirs);
        Service wrapped = service;
        for (int i = around.size() - 1; i >= 0; i--) {
            Around one = around.get(i);
            Wiring owner = one.own() ? caller : assembly.wiring(component);
            wrapped = assembly.guards
                    .filter(owner, one.own() ? mine : its, one.index())
                    .around(wrapped);
        }
        return wrapped;
    }

    /** What a component wants of each call to it. */
    Step.Options of(String component) {
        ComponentEntry entry = assembly.scenario.components().get(component);
        return entry == null ? Step.Options.NONE : entry.calls();
    }
}
