package dev.brownout.metrics;

import dev.brownout.cost.Price;
import dev.brownout.cost.PriceList;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.MemoryTimeCounter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.ClassRevenue;
import dev.brownout.result.CostResult.ComponentCost;
import dev.brownout.result.CostResult.Item;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.spi.MachineSizes;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.component.HostProvisioning;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Costs of a run: the consumption of each component at the prices of its kind. Amounts on a bill are decimals with 15
 * fractional digits, so that their sum does not depend on their order. A metric that is compared with a bound is
 * computed from exact amounts and rounded once. For example, three hosts at $0.1/h for 20 minutes cost $0.1, and a host
 * at $3.2/h costs $3.2/h in each second.
 */
public final class CostMetrics {
    private static final double HOUR_NANOS = 3600e9;
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000_000_000L);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MONTH_NANOS = BigDecimal.valueOf(730L * 3600 * 1_000_000_000L);

    private final RunMeasurements run;
    private final MetricResolver readings;
    private final PriceList prices;
    private final BusinessMetrics business;
    private final Collection<? extends RequestCounts> classes;
    private final DataTransferCosts transfers;
    private final UserPopulation userPopulation;
    private final TokenUsage tokens;
    private final Map<String, Map<String, Price>> met = new TreeMap<>();

    CostMetrics(
            RunMeasurements run,
            MetricResolver readings,
            BusinessMetrics business,
            Collection<? extends RequestCounts> classes) {
        this.classes = classes;
        this.run = run;
        this.business = business;
        this.readings = readings;
        this.prices = run.scenario().prices();
        this.transfers = new DataTransferCosts(run);
        this.userPopulation = new UserPopulation(run);
        this.tokens = new TokenUsage(run, readings);
    }

    /** Discards the cached prices for a month's quantity. */
    void refresh() {
        met.clear();
    }

    /** Returns whether any item of a component has a price. */
    boolean isPriced(String component) {
        return !of(component).isEmpty()
                || pricedBySize(component)
                || !transfers.of(component, this::monthlyMean).isEmpty();
    }

    /** Returns whether the hosts of a component are priced by size instead of by core. */
    private boolean pricedBySize(String component) {
        return !prices.sizes(entry(component).kind()).isEmpty();
    }

    private ComponentEntry entry(String component) {
        return run.scenario().components().get(component);
    }

    private Map<String, Price> of(String component) {
        return met.computeIfAbsent(
                component, name -> monthlyMean(billed(name), item -> measuredTotal(name, item, run.measuredRange())));
    }

    private Map<String, Price> billed(String component) {
        Map<String, Price> all = new TreeMap<>(prices.of(entry(component).kind()));
        all.putAll(HostProvisioning.of(entry(component).spec()).prices());
        if (pricedBySize(component)) {
            all.remove(MachineSizes.CORES);
        }
        return all;
    }

    /**
     * Replaces each tiered price by its mean for the quantity of a month, extrapolated from the measured part of the
     * run.
     */
    private Map<String, Price> monthlyMean(Map<String, Price> list, Function<String, BigInteger> inMeasuredPart) {
        Map<String, Price> flat = new TreeMap<>();
        list.forEach((item, price) ->
                flat.put(item, price.tiers().isEmpty() ? price : monthlyMean(price, inMeasuredPart.apply(item))));
        return flat;
    }

    /** Returns the mean price for a month's quantity. A month has 730 hours, as in the price lists of clouds. */
    private Price monthlyMean(Price price, BigInteger inMeasuredPart) {
        BigDecimal months = new BigDecimal(run.measuredRange().nanos()).divide(MONTH_NANOS, MathContext.DECIMAL128);
        return price.inAMonthOf(
                months.signum() == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(inMeasuredPart).divide(months, MathContext.DECIMAL128));
    }

    /**
     * Returns a reader of a cost metric: of a component, of all components, or of transferred bytes that no single kind
     * is billed for.
     *
     * @param path configuration path of the reference to the metric, for messages
     */
    MetricReader reading(MetricSubject of, String measure, String path) {
        String component = of.owner().isEmpty() ? MetricResolver.ALL : of.owner();
        if (measure.equals(MetricDefinition.COST_PER_USER)) {
            userPopulation.require(measure, path);
        }
        if (measure.equals(MetricDefinition.COST_PER_MILLION_TOKENS)) {
            tokens.require(component, measure, path);
        }
        boolean bytes = MetricDefinition.bytes(measure);
        return new MetricReader() {
            @Override
            public double value(CellRange span) {
                if (bytes) {
                    return transfers.bytes(component, measure, span);
                }
                BigDecimal dollars = dollars(component, span, Price::exactly);
                return switch (measure) {
                    case "cost_per_hour" -> per(dollars.multiply(HOUR), span.nanos());
                    case "cost_per_million" -> per(dollars.multiply(MILLION), requests(span));
                    case MetricDefinition.COST_PER_USER -> per(dollars, userPopulation.users(span));
                    case MetricDefinition.COST_PER_MILLION_TOKENS ->
                        per(dollars.multiply(MILLION), tokens.tokens(component, span));
                    default -> dollars.doubleValue();
                };
            }

            @Override
            public String unit() {
                return MetricDefinition.ofCosts(measure).unit();
            }

            @Override
            public boolean counts() {
                return measure.equals("cost") || bytes;
            }
        };
    }

    /** Returns the cost of a component, or of all components, in a window. Each item is rounded as on a bill. */
    BigDecimal dollars(String component, CellRange span) {
        return dollars(component, span, Price::of);
    }

    private BigDecimal dollars(String component, CellRange span, DataTransferCosts.Amounts amounts) {
        if (component.equals(MetricResolver.ALL)) {
            BigDecimal all = dollarsToUsers(span, amounts);
            for (String name : run.components().keySet()) {
                all = all.add(dollars(name, span, amounts));
            }
            return all;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Line costLine : lines(component, span)) {
            sum = sum.add(amounts.of(costLine.price(), costLine.quantity()));
        }
        for (DataTransferCosts.Line transferLine : transfers.of(component, this::monthlyMean)) {
            sum = sum.add(transferLine.dollars(span, amounts));
        }
        return sum;
    }

    /** Returns the cost of the bytes sent to users in a window. They are on no component's bill. */
    BigDecimal dollarsToUsers(CellRange span) {
        return dollarsToUsers(span, Price::of);
    }

    private BigDecimal dollarsToUsers(CellRange span, DataTransferCosts.Amounts amounts) {
        Price toUsers = egressPrice();
        return toUsers == null ? BigDecimal.ZERO : amounts.of(toUsers, bytesToUsers(span));
    }

    /**
     * Line item of a bill.
     *
     * @param item billed item
     * @param price price of the item
     * @param quantity quantity used
     */
    private record Line(String item, Price price, BigInteger quantity) {}

    private List<Line> lines(String component, CellRange span) {
        List<Line> lines = new ArrayList<>();
        of(component)
                .forEach((item, price) -> lines.add(new Line(item, price, quantity(component, item, price, span))));
        if (pricedBySize(component)) {
            SortedMap<Integer, BigInteger> times = new TreeMap<>();
            NavigableMap<Integer, Price> sizes = prices.sizes(entry(component).kind());
            nanosBySize(component, span).forEach((cores, nanos) -> {
                Integer next = sizes.ceilingKey(cores);
                times.merge(next == null ? sizes.lastKey() : next, nanos, BigInteger::add);
            });
            times.forEach((cores, nanos) -> lines.add(new Line(PriceList.machines(cores), sizes.get(cores), nanos)));
        }
        return lines;
    }

    /**
     * Returns the price of bytes sent to users; {@code null} if they are free or billed by a component on their path.
     */
    private Price egressPrice() {
        boolean any = classes.stream().anyMatch(type -> type.isBilled());
        return any
                ? met.computeIfAbsent(
                                CostResult.BYTES_TO_USERS,
                                users -> monthlyMean(
                                        prices.of(PriceList.USERS), item -> bytesToUsers(run.measuredRange())))
                        .get(PriceList.BYTES)
                : null;
    }

    private BigInteger bytesToUsers(CellRange span) {
        return BigInteger.valueOf(
                classes.stream().mapToLong(type -> type.bytesToUsers(span)).reduce(0, Math::addExact));
    }

    private BigInteger quantity(String component, String item, Price price, CellRange span) {
        if (!price.includesTime()) {
            return measuredTotal(component, item, span);
        }
        if (item.equals(MachineSizes.CORES) && run.component(component).paidBySize() != null) {
            BigInteger sum = BigInteger.ZERO;
            for (Map.Entry<Integer, BigInteger> size :
                    nanosBySize(component, span).entrySet()) {
                sum = sum.add(BigInteger.valueOf(size.getKey()).multiply(size.getValue()));
            }
            return sum;
        }
        if (isMemoryTime(component, item)) {
            return measuredTotal(component, item, span).multiply(BigInteger.valueOf(MemoryTimeCounter.BYTE_NANOS));
        }
        long machineNanos = item.equals(PriceList.NODES)
                ? 1
                : MachineSizes.size(entry(component).spec(), item).orElse(0);
        return BigInteger.valueOf(machineNanos).multiply(machineNanos(component, span));
    }

    private boolean isMemoryTime(String component, String item) {
        return MetricRecords.metrics(entry(component).spec().getClass())
                .anyMatch(metric -> metric.yamlName().equals(item) && metric.type() == MemoryTimeCounter.class);
    }

    private BigInteger measuredTotal(String component, String item, CellRange span) {
        ComponentMetrics measured = readings.component(component);
        return BigInteger.valueOf(measured.names().contains(item) ? (long) measured.value(item, "", span) : 0);
    }

    /** Returns the host time of a component in a window, in ns: the paid time summed over its hosts. */
    private BigInteger machineNanos(String component, CellRange span) {
        return run.component(component).paid().area(span);
    }

    /** Returns the host time of a component in a window, in ns, by the number of cores per host. */
    private SortedMap<Integer, BigInteger> nanosBySize(String component, CellRange span) {
        SortedMap<Integer, BigInteger> nanos = new TreeMap<>();
        NavigableMap<Integer, TimeWeighted> sizes = run.component(component).paidBySize();
        if (sizes == null) {
            nanos.put(MachineSizes.cores(entry(component).spec()), machineNanos(component, span));
        } else {
            sizes.forEach((cores, machines) -> nanos.put(cores, machines.area(span)));
        }
        return nanos;
    }

    private static double perHour(double dollars, CellRange span) {
        return span.nanos() == 0 ? Double.NaN : dollars * HOUR_NANOS / span.nanos();
    }

    private double perMillion(double dollars, CellRange span) {
        long requests = requests(span);
        return requests == 0 ? Double.NaN : dollars * MILLION.doubleValue() / requests;
    }

    private long requests(CellRange span) {
        return RequestStats.sum(readings.stats(MetricResolver.ALL).offered, span);
    }

    /** Returns the amount of money per piece, rounded to the nearest double; {@code NaN} for 0 pieces. */
    private static double per(BigDecimal dollars, long pieces) {
        return pieces == 0
                ? Double.NaN
                : dollars.divide(BigDecimal.valueOf(pieces), MathContext.DECIMAL128)
                        .doubleValue();
    }

    /** Returns the complete bill of a window. */
    public CostResult result(CellRange span) {
        Map<String, ClassRevenue> earned = business.revenue(span);
        if (prices.kinds().isEmpty()
                && earned.isEmpty()
                && run.components().keySet().stream().noneMatch(this::isPriced)) {
            return CostResult.NONE;
        }
        Map<String, ComponentCost> components = new TreeMap<>();
        for (String name : run.components().keySet()) {
            if (isPriced(name)) {
                components.put(name, component(name, span));
            }
        }
        Price toUsers = egressPrice();
        if (toUsers != null) {
            Item item = item(PriceList.BYTES, toUsers, bytesToUsers(span));
            components.put(CostResult.BYTES_TO_USERS, component(List.of(item), item.total(), span));
        }
        double total = dollars(MetricResolver.ALL, span).doubleValue();
        return new CostResult(
                prices.title(),
                prices.date(),
                total,
                perHour(total, span),
                perMillion(total, span),
                components,
                earned);
    }

    private ComponentCost component(String name, CellRange span) {
        List<Item> items = new ArrayList<>();
        lines(name, span).forEach(costLine -> items.add(item(costLine.item(), costLine.price(), costLine.quantity())));
        transfers
                .of(name, this::monthlyMean)
                .forEach(transferLine -> items.add(item(
                        transferLine.item(),
                        transferLine.price(),
                        transferLine.bytes().apply(span))));
        return component(items, dollars(name, span).doubleValue(), span);
    }

    private ComponentCost component(List<Item> items, double total, CellRange span) {
        return new ComponentCost(total, perHour(total, span), perMillion(total, span), items);
    }

    private static Item item(String item, Price price, BigInteger quantity) {
        return new Item(
                item,
                price.units(quantity),
                price.per(),
                price.dollars().doubleValue(),
                price.of(quantity).doubleValue());
    }
}
