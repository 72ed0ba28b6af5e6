package dev.brownout.component.function;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/** Calls in progress of one function in one region, on its reserved or on the unreserved concurrency of the account. */
final class AccountShare {
    @RequiresParameter("account")
    record AccountMetrics(
            @Doc("Throttled calls for which the account had no concurrency left: neither reserved nor unreserved one.")
            @ChartTitle("Calls of {} throttled by the account")
            Counter accountThrottled,

            @Doc("Used concurrency of the account, time-weighted: the calls in progress as a share of the reserved"
                    + " concurrency, or those of all functions without it as a share of the unreserved concurrency.")
            @Display(Display.As.UTILIZATION)
            @ChartTitle("Used concurrency of {}")
            Occupancy accountUtilization) {}

    private final AccountQuota quota;
    private final AccountMetrics measures;
    /** Reserved concurrency; 0 for none. */
    private final int reserved;

    private long reservedCalls;
    private long unreservedCalls;
    private long provisionedCalls;

    /** Adds a function to its account. */
    AccountShare(FunctionSpec spec, AccountSpec account, ComponentContext context, Host host) {
        this.quota = AccountQuota.of(account, context, host.site().region());
        this.measures = context.metrics().instruments(AccountMetrics.class, host);
        this.reserved = account.reserved().orElse(0);
        quota.add(this, reserved > 0 ? reserved : spec.provisioned().orElse(0));
        context.setup().checkCallers(() -> {
            quota.complete(context);
            measures.accountUtilization().capacity(reserved > 0 ? reserved : quota.unreserved());
        });
    }

    /**
     * Returns whether a call can begin. Otherwise it counts as throttled.
     *
     * @param provisioned whether a provisioned instance is free
     */
    boolean admits(long now, boolean provisioned) {
        boolean free = reserved > 0 ? reservedCalls < reserved : provisioned || quota.hasFree();
        if (!free) {
            measures.accountThrottled().add(now);
        }
        return free;
    }

    /** Counts a call that begins (1) or ends (-1) on an instance. */
    void count(long now, boolean provisioned, int change) {
        if (reserved > 0) {
            reservedCalls += change;
            measures.accountUtilization().add(now, change);
        } else if (provisioned) {
            provisionedCalls += change;
        } else {
            unreservedCalls += change;
            quota.use(now, change);
        }
    }

    /** Ends all calls, as after a crash. */
    void clear(long now) {
        if (reserved > 0) {
            measures.accountUtilization().add(now, -reservedCalls);
        } else {
            quota.use(now, -unreservedCalls);
        }
        reservedCalls = 0;
        unreservedCalls = 0;
        provisionedCalls = 0;
    }

    /** Measures calls of any function on unreserved concurrency. */
    void onUnreserved(long now, long change) {
        if (reserved == 0) {
            measures.accountUtilization().add(now, change);
        }
    }

    /** Returns the calls in progress on unreserved concurrency. */
    long unreservedCalls() {
        return unreservedCalls;
    }

    /** Returns all calls in progress. */
    long calls() {
        return reservedCalls + unreservedCalls + provisionedCalls;
    }
}
