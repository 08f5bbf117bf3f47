package stet.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import stet.domain.ClaimId;
import stet.domain.article.Article;
import stet.domain.article.Claim;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.StdConverter;

/**
 * How a folded article is kept. The domain's own shapes write a map in alphabetical order, but claims stand in the order in which they
 * were raised, and obstacles follow it: an article that was read back must name the same obstacle first as one that never was.
 */
final class Shapes {
    private Shapes() {}

    static JsonMapper of(JsonMapper domain) {
        return domain.rebuild().addMixIn(Article.class, ClaimsInOrder.class).build();
    }

    interface ClaimsInOrder {
        @JsonSerialize(converter = ToList.class)
        @JsonDeserialize(converter = FromList.class)
        Map<ClaimId, Claim> claims();
    }

    static final class ToList extends StdConverter<Map<ClaimId, Claim>, List<Claim>> {
        @Override
        public List<Claim> convert(Map<ClaimId, Claim> claims) {
            return List.copyOf(claims.values());
        }
    }

    static final class FromList extends StdConverter<List<Claim>, SequencedMap<ClaimId, Claim>> {
        @Override
        public SequencedMap<ClaimId, Claim> convert(List<Claim> claims) {
            var inOrder = new LinkedHashMap<ClaimId, Claim>();
            claims.forEach(claim -> inOrder.put(claim.id(), claim));
            return inOrder;
        }
    }
}
