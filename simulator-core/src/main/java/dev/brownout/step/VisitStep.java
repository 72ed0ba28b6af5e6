package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;

@Kind("visit")
@Doc("Passes the request on to a component, which receives all later steps. A bare component name means the same.")
@Example("""
        requests:
          page: { steps: [visit: lb, web] }
        """)
public record VisitStep(
        @Doc("Component that receives the request and executes all later steps.") @Reference
        String component,

        Options options)
        implements CallStep {
    @Override
    public Target target() {
        return new Target(component, Purpose.VISIT);
    }
}
