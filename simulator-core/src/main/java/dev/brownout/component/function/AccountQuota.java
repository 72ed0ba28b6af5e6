package dev.brownout.component.function;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Concurrency of an account in one region. Functions with reserved concurrency have it for themselves; the others share
 * the rest, less the provisioned concurrency. Calls on provisioned instances use none of it (AWS Lambda Developer
 * Guide, Monitoring concurrency: the concurrency that is unavailable for calls on demand is that of calls on unreserved
 * concurrency plus the allocated, that is reserved and provisioned, concurrency).
 */
final class AccountQuota {
    private final AccountSpec spec;
    private final String owner;
    private final List<AccountShare> shares = new ArrayList<>();
    private long allocated;
    private long unreserved;
    private long used;

    /** The accounts of a scenario by region. */
    private static final class Accounts {
        private final Map<String, AccountQuota> regions = new TreeMap<>();
    }

    private AccountQuota(AccountSpec spec, ComponentContext context, String region) {
        this.spec = spec;
        this.owner = context.name();
        context.audit()
                .identity(
                        ", account" + (region.isEmpty() ? "" : " in " + region)
                                + ": calls on unreserved concurrency = those of its functions",
                        () -> used,
                        () -> shares.stream()
                                .mapToLong(AccountShare::unreservedCalls)
                                .sum());
    }

    /**
     * Returns the quota of a region, which all functions of the account share.
     *
     * @throws ScenarioException if another function has another concurrency of the account
     */
    static AccountQuota of(AccountSpec spec, ComponentContext context, String region) {
        AccountQuota quota = context.setup()
                .scenarioInstance(Accounts.class, Accounts::new)
                .regions
                .computeIfAbsent(region, place -> new AccountQuota(spec, context, place));
        if (quota.spec.concurrency() != spec.concurrency()) {
            throw new ScenarioException(
                    "components." + context.name() + ".account.concurrency",
                    "the account has one concurrency: {} has {} and {} has {}; write the same number",
                    quota.owner,
                    quota.spec.concurrency(),
                    context.name(),
                    spec.concurrency());
        }
        return quota;
    }

    /** Adds a function with its reserved or provisioned concurrency, 0 for none. */
    void add(AccountShare share, int concurrency) {
        shares.add(share);
        allocated += concurrency;
    }

    /** Computes the unreserved concurrency, once all functions are known. */
    void complete(ComponentContext context) {
        try {
            unreserved = spec.unreserved(allocated);
        } catch (IllegalArgumentException error) {
            throw new ScenarioException("components." + context.name() + ".account", Sentence.reason(error));
        }
    }

    /** Returns the concurrency of functions without a reservation. */
    long unreserved() {
        return unreserved;
    }

    /** Returns whether a call on demand of a function without reserved concurrency can begin. */
    boolean hasFree() {
        return used < unreserved;
    }

    /** Counts calls on unreserved concurrency that begin, or end if the change is negative. */
    void use(long now, long change) {
        used += change;
        shares.forEach(share -> share.onUnreserved(now, change));
    }
}
