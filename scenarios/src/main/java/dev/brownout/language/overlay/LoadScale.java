package dev.brownout.language.overlay;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.result.VariantResult.Setting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scales the load of a scenario to a peak, whatever its shape. All rates are multiplied by one factor.
 *
 * <p>If requests or journeys have rates of their own, the peak is the sum of their peaks. The peak of a closed load is
 * the number of users.
 */
public final class LoadScale {
    private static final Pattern RATE = Pattern.compile("\\d+(?:\\.\\d+)?[kMG]?/(?:s|min|h|d)\\b");
    private static final Pattern USERS = Pattern.compile("(?<=\\busers\\()\\s*(?:users\\s*=\\s*)?(\\d+[kM]?)");
    /** Loads without a peak in their text. A table of rates may state the unit of its numbers, such as 1/s. */
    private static final Pattern WITHOUT_PEAK = Pattern.compile("^\\s*(?:rates|renewal)\\(");

    /** Key of a request class's own load. */
    private static final String RATES = "rate";

    /** Sections with elements that may have a load of their own. */
    private static final List<String> OWNERS = List.of(DeclaredNames.REQUESTS, DeclaredNames.JOURNEYS);

    private static final MathContext DIGITS = new MathContext(12);

    private final Dimension dimension;
    private final BigDecimal factor;

    private LoadScale(Dimension dimension, BigDecimal factor) {
        this.dimension = dimension;
        this.factor = factor;
    }

    /**
     * Returns the scenario with its load scaled to a peak.
     *
     * @param root the scenario with parameters replaced by their values
     * @param targetText the peak, such as {@code 500/s}, or {@code 200} users
     * @param location the location where the peak was written
     */
    public static Entries scaleToPeak(
            String targetText, Entries root, SourceLocation location, ProblemCollector findings) {
        try {
            Amount peak = peak(texts(root))
                    .orElseThrow(() -> new ValueException(
                            targetText,
                            "the load has no peak rate: recorded arrivals, tables of rates, "
                                    + "renewal arrivals and mixed loads cannot be scaled"));
            BigDecimal targetRate = UnitParser.read(targetText, peak.dimension());
            if (targetRate.signum() <= 0) {
                throw new ValueException(targetText, "the peak of a load is more than 0");
            }
            return new LoadScale(peak.dimension(), targetRate.divide(peak.value(), MathContext.DECIMAL128)).scale(root);
        } catch (ValueException wrong) {
            findings.error(location, wrong);
            return root;
        }
    }

    /** Returns the peak of the load in some settings, as the language writes it; empty if it has none. */
    static Optional<String> described(List<Setting> settings) {
        Map<SettingPath, List<String>> texts = new LinkedHashMap<>();
        for (Setting setting : settings) {
            load(SettingPath.parse(setting.path()))
                    .ifPresent(load -> texts.computeIfAbsent(load, path -> new ArrayList<>())
                            .add(setting.value()));
        }
        return peak(texts.values()).map(UnitParser::write);
    }

    /** Returns the path of the load that a setting is, or is an item of; empty for a setting of no load. */
    public static Optional<SettingPath> load(SettingPath setting) {
        SettingPath load = setting.list();
        boolean own = OWNERS.contains(load.section())
                && load.steps().size() == 3
                && load.last().equals(RATES);
        return own || load.section().equals(DeclaredNames.LOAD) ? Optional.of(load) : Optional.empty();
    }

    /** Returns the sum of the peaks of some loads, each of one or more texts. */
    private static Optional<Amount> peak(Iterable<List<String>> loads) {
        BigDecimal sum = BigDecimal.ZERO;
        Dimension dimension = null;
        for (List<String> load : loads) {
            Amount highest = null;
            for (String text : load) {
                if (WITHOUT_PEAK.matcher(text).find()) {
                    return Optional.empty();
                }
                boolean closed = USERS.matcher(text).find();
                Dimension own = closed ? Dimension.COUNT : Dimension.RATE;
                Matcher each = (closed ? USERS : RATE).matcher(text);
                while (each.find()) {
                    BigDecimal value = UnitParser.read(closed ? each.group(1) : each.group(), own);
                    if (highest == null || value.compareTo(highest.value()) > 0) {
                        highest = new Amount(value, own);
                    }
                }
            }
            if (highest == null || dimension != null && dimension != highest.dimension()) {
                return Optional.empty();
            }
            dimension = highest.dimension();
            sum = sum.add(highest.value());
        }
        return sum.signum() == 0 ? Optional.empty() : Optional.of(new Amount(sum, dimension));
    }

    private static List<List<String>> texts(Entries root) {
        List<List<String>> loads = new ArrayList<>();
        if (root.get(DeclaredNames.LOAD) != null) {
            loads.add(texts(root.get(DeclaredNames.LOAD)));
            return loads;
        }
        for (String section : OWNERS) {
            if (root.get(section) instanceof Entries owners) {
                owners.entries().values().forEach(entry -> {
                    if (entry.value() instanceof Entries owner && owner.get(RATES) != null) {
                        loads.add(texts(owner.get(RATES)));
                    }
                });
            }
        }
        return loads;
    }

    private static List<String> texts(Node load) {
        if (load instanceof Items list) {
            return list.items().stream().flatMap(item -> texts(item).stream()).toList();
        }
        return load instanceof Text text ? List.of(text.value()) : List.of();
    }

    private Entries scale(Entries root) {
        if (root.get(DeclaredNames.LOAD) != null) {
            return with(root, DeclaredNames.LOAD);
        }
        Entries scaled = root;
        for (String section : OWNERS) {
            if (root.get(section) instanceof Entries owners) {
                Entry whole = root.entries().get(section);
                scaled = scaled.with(section, new Entry(whole.key(), owners(owners)));
            }
        }
        return scaled;
    }

    private Entries owners(Entries owners) {
        Entries all = owners;
        for (String name : owners.entries().keySet()) {
            if (owners.get(name) instanceof Entries owner && owner.get(RATES) != null) {
                all = all.with(name, new Entry(owners.entries().get(name).key(), with(owner, RATES)));
            }
        }
        return all;
    }

    private Entries with(Entries map, String key) {
        return map.with(key, new Entry(map.entries().get(key).key(), scale(map.get(key))));
    }

    private Node scale(Node load) {
        if (load instanceof Items list) {
            return new Items(list.items().stream().map(this::scale).toList(), list.location());
        }
        if (!(load instanceof Text text)) {
            return load;
        }
        boolean closed = dimension == Dimension.COUNT;
        String changed = (closed ? USERS : RATE)
                .matcher(text.value())
                .replaceAll(found -> scale(closed ? found.group(1) : found.group()));
        return new Text(changed, text.plain(), text.location().withOrigin(SourceLocation.SET));
    }

    private String scale(String amount) {
        BigDecimal value = UnitParser.read(amount, dimension).multiply(factor);
        return UnitParser.write(new Amount(
                dimension == Dimension.COUNT ? value.setScale(0, RoundingMode.HALF_UP) : value.round(DIGITS),
                dimension));
    }
}
