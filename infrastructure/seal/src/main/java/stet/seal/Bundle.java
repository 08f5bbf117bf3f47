package stet.seal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries of a log, one after the other, each with its length in two bytes before it: C2SP tlog-tiles, {@code tile/entries/…}. */
public final class Bundle {
    private Bundle() {}

    public static byte[] of(List<byte[]> entries) {
        var all = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length >= SealedRecord.LONGEST) {
                throw new Jcs.Unfit("An entry is longer than two bytes can say");
            }
            all.write(entry.length >> 8);
            all.write(entry.length);
            all.writeBytes(entry);
        }
        return all.toByteArray();
    }

    /** @throws Jcs.Unfit if it breaks off in the middle of an entry */
    public static List<byte[]> read(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        var at = 0;
        while (at < bundle.length) {
            var end = at + 2 > bundle.length
                    ? Integer.MAX_VALUE
                    : at + 2 + (((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff));
            if (end > bundle.length) {
                throw new Jcs.Unfit("The entries break off");
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, end));
            at = end;
        }
        return entries;
    }
}
