package dev.brownout.language;

import dev.brownout.result.VariantResult.Setting;
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
            for (Setting setting : variant.settings()) {
                if (setting.path().startsWith("params.")) {
                    continue;
                }
                text.append(setting.path()).append(": ").append(setting.value()).append('\n');
            }
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
