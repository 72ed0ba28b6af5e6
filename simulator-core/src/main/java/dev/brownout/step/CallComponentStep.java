package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;

@Kind("call")
@Doc("Calls another server, or one of its endpoints: call: prices/quote.")
@Example("""
        requests:
          page: { steps: [lb, web, call: prices/quote] }
        """)
public record CallComponentStep(
        @Doc("Server, or an endpoint of it such as prices/quote.") @Reference(Reference.To.SERVICE)
        String service,

        Options options)
        implements CallStep {
    @Override
    public Target target() {
        int slash = service.indexOf('/');
        return slash < 0
                ? new Target(service, Purpose.CALL)
                : new Target(service.substring(0, slash), Purpose.CALL, service.substring(slash + 1));
    }
}
