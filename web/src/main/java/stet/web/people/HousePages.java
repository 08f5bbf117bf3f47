package stet.web.people;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import stet.web.house.House;

/** What every page on the way in shows: whose newsroom it is. Programs that ask in these matters are not told, so it is not looked up. */
@ControllerAdvice(
        assignableTypes = {
            SignInPage.class,
            SingleSignOnPage.class,
            FirstAdministratorPage.class,
            OwnPasswordPage.class,
            PasswordByLinkPage.class
        })
final class HousePages {
    private final House house;

    HousePages(House house) {
        this.house = house;
    }

    @ModelAttribute("newsroom")
    String newsroom() {
        return house.name();
    }
}
