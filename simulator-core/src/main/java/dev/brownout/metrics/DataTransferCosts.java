package dev.brownout.metrics;

import dev.brownout.cost.Price;
import dev.brownout.cost.PriceList;
import dev.brownout.instrument.CellRange;
import dev.brownout.network.TransferCounters;
import dev.brownout.scenario.Regions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Costs of the bytes sent between zones and between regions. They are on the bill of the component that sends them, at
 * the price of the source location, as clouds bill it.
 */
final class DataTransferCosts {
    static final String TO_ZONES = "bytes_to_zones";
    static final String TO_REGIONS = "bytes_to_regions";

    private final RunMeasurements run;
    private final Regions regions;
    private final Map<String, Price> prices;

    /**
     * Line item of the bill.
     *
     * @param item billed item
     * @param price price per gigabyte
     * @param bytes number of bytes in a window
     */
    record Line(String item, Price price, Function<CellRange, BigInteger> bytes) {
        BigDecimal dollars(CellRange span, Amounts amounts) {
            return amounts.of(price, bytes.apply(span));
        }
    }

    DataTransferCosts(RunMeasurements run) {
        this.run = run;
        this.regions = Regions.of(run.scenario());
        this.prices = run.scenario().prices().of(PriceList.TRANSFER);
    }

    /**
     * Returns the line items of a component.
     *
     * @param month returns the price that applies to the quantity of the measured part
     */
    List<Line> of(String component, MonthPrice month) {
        TransferCounters transfers = run.transfers();
        List<Line> lines = new ArrayList<>();
        Price between = prices.get(PriceList.BETWEEN_ZONES);
        if (between != null && transfers.toZones(component, wholeRun()) > 0) {
            Price met = month.of(between, all(name -> transfers.toZones(name, run.measuredRange())));
            lines.add(line(TO_ZONES, met, span -> transfers.toZones(component, span)));
        }
        for (String region : transfers.regions(component)) {
            String location = regions.nameOf(region);
            boolean ownPrice = prices.containsKey(location);
            Price price = prices.get(ownPrice ? location : PriceList.BETWEEN_REGIONS);
            if (price != null) {
                Price met = month.of(price, all(name -> transfers.toRegions(name, region, run.measuredRange())));
                String item = ownPrice ? TO_REGIONS + " from " + region : TO_REGIONS;
                lines.add(line(item, met, span -> transfers.toRegions(component, region, span)));
            }
        }
        return lines;
    }

    /** Rule for the amount of money for a quantity at a price: rounded as on a bill, or exact. */
    @FunctionalInterface
    interface Amounts {
        BigDecimal of(Price price, BigInteger quantity);
    }

    /** Rule for the price that applies, given the quantity of the measured part. */
    @FunctionalInterface
    interface MonthPrice {
        Price of(Price price, BigInteger quantity);
    }

    private CellRange wholeRun() {
        return run.grid().span(0, run.grid().end());
    }

    private BigInteger all(ToLongFunction<String> bytes) {
        return BigInteger.valueOf(
                run.components().keySet().stream().mapToLong(bytes).reduce(0, Math::addExact));
    }

    private static Line line(String item, Price price, ToLongFunction<CellRange> bytes) {
        return new Line(item, price, span -> BigInteger.valueOf(bytes.applyAsLong(span)));
    }

    /** Returns the bytes that a component, or all components, sent to other zones or to other regions in a window. */
    long bytes(String component, String measure, CellRange span) {
        if (component.equals(MetricResolver.ALL)) {
            return all(name -> bytes(name, measure, span)).longValueExact();
        }
        TransferCounters transfers = run.transfers();
        if (measure.equals(TO_ZONES)) {
            return transfers.toZones(component, span);
        }
        long sum = 0;
        for (String region : transfers.regions(component)) {
            sum += transfers.toRegions(component, region, span);
        }
        return sum;
    }
}
