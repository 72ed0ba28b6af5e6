package dev.brownout.reading;

import dev.brownout.cost.Price;
import dev.brownout.cost.PriceList;
import dev.brownout.measure.Span;
import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.ComponentCost;
import dev.brownout.result.CostResult.Earned;
import dev.brownout.result.CostResult.Item;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.wiring.MachineSizes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a run costs: what each component has used up, at the prices of its kind. Amounts are decimal and kept to 15
 * digits behind the point, so that their sum is the same in any order.
 */
public final class Costs {
    private static final double HOUR_NANOS = 3600e9;
    private static final double MILLION = 1e6;
    private static final BigDecimal MONTH_NANOS = BigDecimal.valueOf(730L * 3600 * 1_000_000_000L);

    private final Measurements run;
    private final Readings readings;
    private final PriceList prices;
    private final Business business;
    private final Collection<? extends RequestCounts> classes;
    private final TransferBill transfers;
    private final People people;
    private final Map<String, Map<String, Price>> met = new TreeMap<>();

    Costs(Measurements run, Readings readings, Business business, Collection<? extends RequestCounts> classes) {
        this.classes = classes;
        this.run = run;
        this.business = business;
        this.readings = readings;
        this.prices = run.scenario().prices();
        this.transfers = new TransferBill(run);
        this.people = new People(run);
    }

    /** Forgets what a month comes to. */
    void refresh() {
        met.clear();
    }

    /** Whether anything about a component has a price. */
    boolean priced(String component) {
        return !of(component).isEmpty() || !transfers.of(component, this::met).isEmpty();
    }

    private Map<String, Price> of(String component) {
        return met.computeIfAbsent(
                component,
                name -> met(
                        prices.of(run.scenario().components().get(name).kind()),
                        item -> counted(name, item, run.measured())));
    }

    /** Prices of which those that bend are what a month of the measured part comes to. */
    private Map<String, Price> met(Map<String, Price> list, Function<String, BigInteger> inMeasuredPart) {
        Map<String, Price> flat = new TreeMap<>();
        list.forEach((item, price) ->
                flat.put(item, price.tiers().isEmpty() ? price : met(price, inMeasuredPart.apply(item))));
        return flat;
    }

    /** A month has 730 hours, as in the price lists of clouds. */
    private Price met(Price price, BigInteger inMeasuredPart) {
        BigDecimal months = new BigDecimal(run.measured().nanos()).divide(MONTH_NANOS, MathContext.DECIMAL128);
        return price.inAMonthOf(
                months.signum() == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(inMeasuredPart).divide(months, MathContext.DECIMAL128));
    }

    /**
     * One of the measures of money, of a component or of all, or of what is billed to no kind alone.
     *
     * @param path configuration path of what asks, for messages
     */
    Reading reading(Subject of, String measure, String path) {
        String component = of.owner().isEmpty() ? Readings.ALL : of.owner();
        if (measure.equals(Meaning.COST_PER_USER)) {
            people.require(measure, path);
        }
        return new Reading() {
            @Override
            public double value(Span span) {
                if (Meaning.bytes(measure)) {
                    return transfers.bytes(component, measure, span);
                }
                double dollars = dollars(component, span).doubleValue();
                return switch (measure) {
                    case "cost_per_hour" -> perHour(dollars, span);
                    case "cost_per_million" -> perMillion(dollars, span);
                    case Meaning.COST_PER_USER -> perUser(dollars, span);
                    default -> dollars;
                };
            }

            @Override
            public String unit() {
                return Meaning.ofCosts(measure).unit();
            }

            @Override
            public boolean counts() {
                return measure.equals("cost") || Meaning.bytes(measure);
            }
        };
    }

    /** What a component, or all of them, cost in a window. */
    BigDecimal dollars(String component, Span span) {
        BigDecimal sum = BigDecimal.ZERO;
        if (component.equals(Readings.ALL)) {
            for (String name : run.components().keySet()) {
                sum = sum.add(dollars(name, span));
            }
            Price toUsers = toUsers();
            return toUsers == null ? sum : sum.add(toUsers.of(bytesToUsers(span)));
        }
        for (Map.Entry<String, Price> price : of(component).entrySet()) {
            sum = sum.add(price.getValue().of(quantity(component, price.getKey(), price.getValue(), span)));
        }
        for (TransferBill.Line line : transfers.of(component, this::met)) {
            sum = sum.add(line.dollars(span));
        }
        return sum;
    }

    /** The price of bytes to users; {@code null} where they are free or counted on their way. */
    private Price toUsers() {
        boolean any = classes.stream().anyMatch(type -> type.billed());
        return any
                ? met.computeIfAbsent(
                                CostResult.BYTES_TO_USERS,
                                users -> met(prices.of(PriceList.USERS), item -> bytesToUsers(run.measured())))
                        .get(PriceList.BYTES)
                : null;
    }

    private BigInteger bytesToUsers(Span span) {
        return BigInteger.valueOf(
                classes.stream().mapToLong(type -> type.bytesToUsers(span)).reduce(0, Math::addExact));
    }

    private BigInteger quantity(String component, String item, Price price, Span span) {
        if (!price.held()) {
            return counted(component, item, span);
        }
        OptionalLong size = OptionalLong.of(1);
        if (!item.equals(PriceList.NODES)) {
            ComponentEntry entry = run.scenario().components().get(component);
            size = MachineSizes.of(entry.spec(), item);
        }
        return BigInteger.valueOf(size.orElse(0)).multiply(machineNanos(component, span));
    }

    private BigInteger counted(String component, String item, Span span) {
        ComponentReadings measured = readings.component(component);
        return BigInteger.valueOf(measured.names().contains(item) ? (long) measured.value(item, "", span) : 0);
    }

    /** For how long machines of a component were there and paid for, added up over the machines. */
    private BigInteger machineNanos(String component, Span span) {
        return run.paid().get(component).area(span);
    }

    private static double perHour(double dollars, Span span) {
        return span.nanos() == 0 ? Double.NaN : dollars * HOUR_NANOS / span.nanos();
    }

    private double perMillion(double dollars, Span span) {
        long requests = RequestStats.sum(readings.stats(Readings.ALL).offered, span);
        return requests == 0 ? Double.NaN : dollars * MILLION / requests;
    }

    private double perUser(double dollars, Span span) {
        long users = people.in(span);
        return users == 0 ? Double.NaN : dollars / users;
    }

    /** The whole bill of a window. */
    public CostResult result(Span span) {
        Map<String, Earned> earned = business.revenue(span);
        if (prices.kinds().isEmpty() && earned.isEmpty()) {
            return CostResult.NONE;
        }
        Map<String, ComponentCost> components = new TreeMap<>();
        for (String name : run.components().keySet()) {
            if (priced(name)) {
                components.put(name, component(name, span));
            }
        }
        Price toUsers = toUsers();
        if (toUsers != null) {
            Item item = item(PriceList.BYTES, toUsers, bytesToUsers(span));
            components.put(CostResult.BYTES_TO_USERS, component(List.of(item), item.total(), span));
        }
        double total = dollars(Readings.ALL, span).doubleValue();
        return new CostResult(
                prices.title(),
                prices.date(),
                total,
                perHour(total, span),
                perMillion(total, span),
                components,
                earned);
    }

    private ComponentCost component(String name, Span span) {
        List<Item> items = new ArrayList<>();
        of(name).forEach((item, price) -> {
            items.add(item(item, price, quantity(name, item, price, span)));
        });
        transfers
                .of(name, this::met)
                .forEach(line ->
                        items.add(item(line.item(), line.price(), line.bytes().apply(span))));
        return component(items, dollars(name, span).doubleValue(), span);
    }

    private ComponentCost component(List<Item> items, double total, Span span) {
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
