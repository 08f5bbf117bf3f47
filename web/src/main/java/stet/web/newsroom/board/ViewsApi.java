package stet.web.newsroom.board;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import stet.domain.InvalidValue;
import stet.web.door.SignedIn;
import stet.web.people.SavedViews;

/** The saved views of whoever asks, for programs. */
@RestController
@RequestMapping("/api/me/views")
class ViewsApi {
    private final SavedViews views;
    private final Clock clock;

    ViewsApi(SavedViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param filters what the desk's form calls them: desk, person, section, urgency, age, text, show
     * @param address of the desk as the view shows it
     */
    record OneView(String id, String name, Map<String, String> filters, String address) {
        static OneView of(SavedViews.View view) {
            var narrowed = Narrowed.of(view.query());
            return new OneView(view.id(), view.name(), narrowed.filters(), narrowed.path());
        }
    }

    record Views(List<OneView> views) {}

    record NewView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable Map<String, String> filters) {}

    record NewName(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name) {}

    @Operation(operationId = "views", summary = "The views of the desk that you have saved.")
    @GetMapping
    Views views(@AuthenticationPrincipal SignedIn me) {
        return new Views(views.of(me.person()).stream().map(OneView::of).toList());
    }

    @Operation(operationId = "save-view", summary = "Saves a view of the desk.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OneView save(@RequestBody NewView sent, @AuthenticationPrincipal SignedIn me) {
        var narrowed = Narrowed.by(sent.filters() == null ? Map.of() : sent.filters());
        narrowed.which(clock.instant());
        return OneView.of(views.save(me.person(), said(sent.name()), narrowed.query()));
    }

    @Operation(operationId = "rename-view", summary = "Gives a saved view another name.")
    @PutMapping("/{id}")
    OneView rename(@PathVariable String id, @RequestBody NewName sent, @AuthenticationPrincipal SignedIn me) {
        return views.rename(me.person(), id, said(sent.name()))
                .map(OneView::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @Operation(operationId = "delete-view", summary = "Deletes a saved view.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
        if (!views.delete(me.person(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static String said(@Nullable String name) {
        if (name == null) {
            throw new InvalidValue("A view has a 'name'");
        }
        return name;
    }
}
