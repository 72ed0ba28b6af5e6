package dev.brownout.importing.terraform;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Virtual processors of the instance types of AWS. Sizes of all families are equal: large has 2, xlarge 4, and Nxlarge
 * 4 N. Smaller sizes and metal sizes depend on the family.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html">Amazon EC2 instance types, as
 *     of 2026-11</a>
 */
final class InstanceTypes {
    private static final Pattern TYPE = Pattern.compile(
            "(?:db\\.|cache\\.)?([a-z][a-z0-9-]*)\\.(nano|micro|small|medium|large|xlarge|(\\d+)xlarge)");

    /** Types with one processor: the first generations, and the medium size of Graviton and of X2. */
    private static final Pattern SINGLE =
            Pattern.compile("(t2\\.(nano|micro|small)|t1\\.micro|m1\\.(small|medium)|m3\\.medium"
                    + "|(a1|[mcrx]\\d[a-z]*g[a-z]*)\\.medium)");

    private static final Map<String, Long> METAL = new TreeMap<>(Map.of(
            "a1.metal", 16L,
            "c5.metal", 96L,
            "c5n.metal", 72L,
            "c6g.metal", 64L,
            "c6i.metal", 128L,
            "m5.metal", 96L,
            "m6g.metal", 64L,
            "m6i.metal", 128L,
            "r5.metal", 96L,
            "r6g.metal", 64L));

    /** Burstable types of EC2, RDS and ElastiCache. */
    private static final Pattern BURSTABLE = Pattern.compile("(?:db\\.|cache\\.)?(t2|t3|t3a|t4g)\\.([a-z0-9]+)");

    private InstanceTypes() {}

    /**
     * Returns the baseline of each processor of a burstable type, in percent; empty for another type.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html">Key
     *     concepts for burstable performance instances, as of 2026-11</a>
     */
    static OptionalDouble baseline(String type) {
        Matcher matcher = BURSTABLE.matcher(type);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        boolean second = matcher.group(1).equals("t2");
        return switch (matcher.group(2)) {
            case "nano" -> OptionalDouble.of(5);
            case "micro" -> OptionalDouble.of(10);
            case "small", "medium" -> OptionalDouble.of(20);
            case "large" -> OptionalDouble.of(30);
            case "xlarge" -> OptionalDouble.of(second ? 22.5 : 40);
            case "2xlarge" -> OptionalDouble.of(second ? 17 : 40);
            default -> OptionalDouble.empty();
        };
    }

    /** Returns the number of virtual processors of a type, with or without the prefix of a managed service. */
    static OptionalLong processors(String type) {
        String plain = type.replaceFirst("^(db|cache)\\.", "");
        if (METAL.containsKey(plain)) {
            return OptionalLong.of(METAL.get(plain));
        }
        if (SINGLE.matcher(plain).matches()) {
            return OptionalLong.of(1);
        }
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return switch (matcher.group(2)) {
            case "nano", "micro", "small", "medium", "large" -> OptionalLong.of(2);
            case "xlarge" -> OptionalLong.of(4);
            default -> OptionalLong.of(4 * Long.parseLong(matcher.group(3)));
        };
    }
}
