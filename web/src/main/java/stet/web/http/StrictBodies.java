package stet.web.http;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import stet.web.door.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/** Has every body that programs send, and every cursor that they send back, read as strictly as commands are. */
@Component
final class StrictBodies implements JsonMapperBuilderCustomizer {
    @Override
    public void customize(JsonMapper.Builder mapper) {
        StrictJson.strictly(mapper);
    }
}
