package stet.seal;

/**
 * A part of a tree as it is asked for over HTTP: C2SP tlog-tiles 0.1.0.
 *
 * @param level 0 for hashes of records, and one more for each 256 of them that are one hash
 * @param index of the tile within its level
 * @param width how many hashes it has, 256 where it is full
 */
public record Tile(int level, long index, int width) {
    public static final int FULL = 256;
    /** In levels of the tree. */
    public static final int HEIGHT = 8;

    private static final int DEEPEST = 63 / HEIGHT;

    public Tile {
        if (level < 0 || level > DEEPEST || index < 0 || width < 1 || width > FULL) {
            throw new Jcs.Unfit("There is no such tile");
        }
    }

    /** Whether a tree of that size has it. */
    public boolean isIn(long size) {
        return index * FULL + width <= size >> (HEIGHT * level);
    }

    /** What stands behind {@code tile/} in its address, such as {@code 0/x001/067.p/12}. */
    public String path() {
        var path = new StringBuilder("%03d".formatted(index % 1000));
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return level + "/" + path + (width == FULL ? "" : ".p/" + width);
    }

    /** The same for the entries of the records that a tile of level 0 has the hashes of, such as {@code entries/x001/067.p/12}. */
    public String entries() {
        return "entries" + path().substring(path().indexOf('/'));
    }

    /** @throws Jcs.Unfit if it is no tile's */
    public static Tile of(String path) {
        if (!path.matches("[0-9]{1,2}/(x[0-9]{3}/){0,4}[0-9]{3}(\\.p/[1-9][0-9]{0,2})?")) {
            throw new Jcs.Unfit("There is no such tile");
        }
        var slash = path.indexOf('/');
        var partial = path.indexOf(".p/");
        var tile = new Tile(
                Integer.parseInt(path.substring(0, slash)),
                Long.parseLong(path.substring(slash + 1, partial < 0 ? path.length() : partial)
                        .replaceAll("[x/]", "")),
                partial < 0 ? FULL : Integer.parseInt(path.substring(partial + 3)));
        if (!tile.path().equals(path)) {
            throw new Jcs.Unfit("There is no such tile");
        }
        return tile;
    }
}
