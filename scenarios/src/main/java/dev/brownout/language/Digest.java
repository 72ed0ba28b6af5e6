package dev.brownout.language;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The fingerprint of a resolved scenario: equal for files that mean the same. */
final class Digest {
    private Digest() {}

    /**
     * SHA-256 in hexadecimal digits of all settings of all variants, whatever their origin; parameters count by what
     * they set.
     */
    static String of(List<ScenarioFile.Variant> variants) {
        StringBuilder text = new StringBuilder();
        for (ScenarioFile.Variant variant : variants) {
            text.append("variant ").append(variant.name()).append('\n');
            variant.breaks().forEach(name -> text.append("breaks ").append(name).append('\n'));
            settings(variant).forEach(line -> text.append(line).append('\n'));
        }
        return sha(text);
    }

    /** What a variant sets, a line for each setting; whatever its name, and what it breaks. */
    static List<String> settings(ScenarioFile.Variant variant) {
        return variant.settings().stream()
                .filter(setting -> !setting.path().startsWith("params."))
                .map(setting -> setting.path() + ": " + setting.value())
                .toList();
    }

    private static String sha(StringBuilder text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
