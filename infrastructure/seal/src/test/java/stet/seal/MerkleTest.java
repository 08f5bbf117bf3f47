package stet.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree of RFC 9162. */
class MerkleTest {
    /** The eight leaves that the tests of Certificate Transparency have had since RFC 6962, and the roots of the trees of the first n. */
    private static final List<byte[]> RECORDS = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_roots_are_those_that_everybody_has() {
        var edge = new Frontier();
        for (var size = 0; size <= RECORDS.size(); size++) {
            assertThat(HexFormat.of().formatHex(Merkle.root(nodes(RECORDS), size)))
                    .isEqualTo(ROOTS.get(size));
            assertThat(HexFormat.of().formatHex(edge.root())).isEqualTo(ROOTS.get(size));
            if (size < RECORDS.size()) {
                edge.add(Merkle.leaf(RECORDS.get(size)));
            }
        }
    }

    /** Also from the vectors of Certificate Transparency: leaf 5 of 8, and 6 to 8. */
    @Test
    void the_proofs_are_those_that_everybody_has() {
        assertThat(hex(Merkle.inclusion(nodes(RECORDS), 5, 8)))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hex(Merkle.consistency(nodes(RECORDS), 6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void every_proof_is_the_one_that_the_rfc_defines_and_is_taken() {
        for (var size = 1; size <= 70; size++) {
            var records = records(size);
            var root = Foreign.mth(records);
            assertThat(Merkle.root(nodes(records), size)).isEqualTo(root);
            for (var index = 0; index < size; index++) {
                var proof = Merkle.inclusion(nodes(records), index, size);
                assertThat(hex(proof)).isEqualTo(hex(Foreign.path(index, records)));
                assertThat(Merkle.includes(root, size, index, Merkle.leaf(records.get(index)), proof))
                        .isTrue();
            }
            for (var older = 1; older <= size; older++) {
                var proof = Merkle.consistency(nodes(records), older, size);
                assertThat(hex(proof)).isEqualTo(hex(Foreign.proof(older, records)));
                assertThat(Merkle.grew(Foreign.mth(records.subList(0, older)), older, root, size, proof))
                        .isTrue();
            }
        }
    }

    @Test
    void a_proof_shows_nothing_else() {
        for (var size = 1; size <= 20; size++) {
            var records = records(size);
            var root = Foreign.mth(records);
            for (var index = 0; index < size; index++) {
                var leaf = Merkle.leaf(records.get(index));
                var proof = Merkle.inclusion(nodes(records), index, size);
                for (var other = -1; other <= size; other++) {
                    assertThat(Merkle.includes(root, size, other, leaf, proof)).isEqualTo(other == index);
                }
                assertThat(Merkle.includes(root, size, index, Merkle.leaf(new byte[] {1}), proof))
                        .isFalse();
                for (var broken : broken(proof)) {
                    assertThat(Merkle.includes(root, size, index, leaf, broken)).isFalse();
                }
            }
            for (var older = 1; older <= size; older++) {
                var before = Foreign.mth(records.subList(0, older));
                var proof = Merkle.consistency(nodes(records), older, size);
                assertThat(Merkle.grew(Merkle.leaf(new byte[] {1}), older, root, size, proof))
                        .isFalse();
                assertThat(Merkle.grew(before, older, Merkle.leaf(new byte[] {1}), size, proof))
                        .isFalse();
                for (var other = -1; other <= size + 1; other++) {
                    if (other != older) {
                        assertThat(Merkle.grew(before, other, root, size, proof))
                                .as("%d of %d as %d", older, size, other)
                                .isFalse();
                    }
                }
                for (var broken : broken(proof)) {
                    assertThat(Merkle.grew(before, older, root, size, broken)).isFalse();
                }
            }
        }
    }

    @Test
    void the_edge_of_a_tree_goes_on_from_its_nodes() {
        var records = records(300);
        var edge = new Frontier();
        for (var size = 0; size < 300; size++) {
            assertThat(Frontier.of(nodes(records), size).root()).isEqualTo(edge.root());
            edge.add(Merkle.leaf(records.get(size)));
        }
    }

    @Test
    void a_tree_tells_of_each_subtree_when_it_is_full() {
        var records = records(64);
        var edge = new Frontier();
        var told = new ArrayList<String>();
        records.forEach(record -> edge.add(Merkle.leaf(record), (level, index, hash) -> {
            told.add(level + "/" + index);
            assertThat(hash).isEqualTo(nodes(records).hash(level, index));
        }));
        assertThat(told).hasSize(63).startsWith("1/0", "1/1", "2/0").endsWith("6/0");
    }

    private static List<List<byte[]>> broken(List<byte[]> proof) {
        var all = new ArrayList<List<byte[]>>();
        all.add(Stream.concat(proof.stream(), Stream.of(new byte[32])).toList());
        all.add(Stream.concat(Stream.of(new byte[32]), proof.stream()).toList());
        for (var i = 0; i < proof.size(); i++) {
            var without = new ArrayList<>(proof);
            without.remove(i);
            all.add(without);
            var changed = new ArrayList<>(proof);
            var hash = proof.get(i).clone();
            hash[i % 32] ^= 1;
            changed.set(i, hash);
            all.add(changed);
        }
        return all;
    }

    private static List<byte[]> records(int size) {
        return IntStream.range(0, size)
                .mapToObj(n -> new byte[] {(byte) n, (byte) (n >> 8)})
                .toList();
    }

    private static Merkle.Nodes nodes(List<byte[]> records) {
        return Merkle.over(records.stream().map(Merkle::leaf).toList());
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
