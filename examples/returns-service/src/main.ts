// #region main
import { openCasebook } from '@casebook/casebook';
import { returnedProducts } from './returned-products';
import { returnsService } from './service';

const main = async (): Promise<void> => {
  const { DATA = './returns-data', PORT = '8080' } = process.env;
  const casebook = await openCasebook({ data: DATA, projections: [returnedProducts] });

  const server = returnsService(casebook).listen(Number(PORT), '127.0.0.1', (error) => {
    if (error !== undefined) throw error;
    console.log(`Returns are taken at http://localhost:${PORT}`);
  });

  const stop = () => server.close(() => void casebook.close());
  process.once('SIGINT', stop).once('SIGTERM', stop);
};

void main();
// #endregion
