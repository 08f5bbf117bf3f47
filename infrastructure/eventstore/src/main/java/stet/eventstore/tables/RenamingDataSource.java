package stet.eventstore.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The database as one read model sees it: its statements go to the set of tables that is meant when it takes a connection, and belong to
 * the transaction under way. It rewrites the text of each statement, which therefore may contain only names and literals of the
 * program's own; what people wrote is passed as parameters.
 */
public final class RenamingDataSource extends DelegatingDataSource {
    private static final Set<String> WITH_SQL = Set.of(
            "prepareStatement",
            "prepareCall",
            "nativeSQL",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch");

    private final Supplier<TableSet> meant;

    public RenamingDataSource(DataSource database, Supplier<TableSet> meant) {
        super(new TransactionAwareDataSourceProxy(database));
        this.meant = meant;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return renaming(super.getConnection(), meant.get());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return renaming(super.getConnection(user, password), meant.get());
    }

    private static Connection renaming(Connection connection, TableSet set) {
        return set.number() == 1 ? connection : renaming(connection, Connection.class, set);
    }

    private static <T> T renaming(T target, Class<T> type, TableSet set) {
        return type.cast(Proxy.newProxyInstance(
                RenamingDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> renamed(target, method, arguments, set)));
    }

    private static Object renamed(Object target, Method method, Object[] arguments, TableSet set) throws Throwable {
        if (WITH_SQL.contains(method.getName()) && arguments != null && arguments[0] instanceof String sql) {
            arguments[0] = set.in(sql);
        }
        try {
            var result = method.invoke(target, arguments);
            return method.getName().equals("createStatement")
                    ? renaming((Statement) result, Statement.class, set)
                    : result;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
